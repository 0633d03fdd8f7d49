/** Nothing is lost in silence: what is planted in a format's lists and is of no known kind is told, or read. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { recordLines } from "../../../../server/core/conversions";
import { parseJson } from "../../../../server/core/records/json/jsonField";
import { formatOf } from "../../../../server/core/records/reading/recogniseFile";
import { recogniseRecords } from "../../../../server/core/records/reading/recogniseRecords";
import { splitFile } from "../../../../server/core/records/reading/split";
import { fixture, inWords } from "../reading";

/** Fields by which formats say what an item of a list is. */
const kindWords = ["type", "kind", "part_kind", "role", "from", "source", "object", "event", "action", "observation"];

/** Lists of which only what belongs to the conversation is looked for: the tools of a call to the model, one call by its id. */
const searched = /(?:^|\.)events$|\.model_response\.choices\./;

type Path = readonly (string | number)[];

/** The lists of objects that say what they are, in a value. */
function listsIn(value: unknown, path: Path = []): Path[] {
  if (typeof value !== "object" || value === null) return [];
  const inner = Object.entries(value).flatMap(([key, each]) =>
    listsIn(each, [...path, Array.isArray(value) ? Number(key) : key]),
  );
  return Array.isArray(value) && value.some(hasKind) ? [path, ...inner] : inner;
}

function hasKind(item: unknown): boolean {
  return (
    typeof item === "object" &&
    item !== null &&
    kindWords.some((word) => word in item && typeof (item as Record<string, unknown>)[word] === "string")
  );
}

/** The value with the list at a path changed. */
function changed(value: unknown, [key, ...rest]: Path, change: (list: readonly unknown[]) => unknown): unknown {
  if (key === undefined) return change(value as unknown[]);
  const copy: unknown = Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) };
  (copy as Record<string | number, unknown>)[key] = changed(
    (value as Record<string | number, unknown>)[key],
    rest,
    change,
  );
  return copy;
}

/** An item like the first one that says its kind, of a kind that nobody knows. */
function hologram(list: readonly unknown[]): unknown {
  const like = { ...(list.find(hasKind) as Record<string, unknown>) };
  for (const word of kindWords) if (typeof like[word] === "string") like[word] = "hologram";
  return like;
}

const files = readdirSync(join(import.meta.dirname, "../../../fixtures/records"));

describe.each(files)("%s", (name) => {
  const text = fixture(name);
  const found = recogniseRecords(text);
  const container = found?.container ?? "jsonl";
  const id = found?.format.id ?? "";
  const isSession = found?.format.unit === "session";
  const format = formatOf(id, isSession ? "session" : "jsonl");
  const lines = splitFile(text, container).slices.flatMap(
    ({ span }) => recordLines(text.slice(span.start, span.end), formatOf(id, container)) ?? [],
  );
  const values = isSession ? [lines.map(parseJson)] : lines.map(parseJson);
  const read = (value: unknown): { told: number; read: string } => {
    const given = isSession
      ? (value as unknown[]).map((each) => JSON.stringify(each)).join("\n")
      : JSON.stringify(value);
    const { samples, problems, passedOver = [] } = format.read(given, 0);
    return {
      told: problems.length + passedOver.reduce((sum, { count }) => sum + count, 0),
      read: JSON.stringify(samples.map(inWords)),
    };
  };

  it("tells or reads what is planted in it", () => {
    const silent: string[] = [];
    for (const value of values) {
      const before = read(value);
      for (const path of listsIn(value)) {
        const matters = read(changed(value, path, () => [])).read !== before.read;
        if (!matters || searched.test(path.join("."))) continue;
        const after = read(changed(value, path, (list) => [...list, hologram(list)]));
        if (after.told <= before.told && after.read === before.read)
          silent.push(path.map((key) => (typeof key === "number" ? "*" : key)).join("."));
      }
    }
    expect([...new Set(silent)]).toEqual([]);
  });
});

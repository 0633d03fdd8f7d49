/**
 * Writes what follows from the record formats: the values of their setting, and the table of docs/guides/records.md. What
 * is checked of a format's records is observed: it is what the files of test/fixtures/records give.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Sample } from "../../server/core/model/sample";
import { jsonFormats } from "../../server/core/records/formats";
import { formatOf, leftAlone } from "../../server/core/records/reading/recogniseFile";
import { recogniseRecords } from "../../server/core/records/reading/recogniseRecords";
import { splitFile } from "../../server/core/records/reading/split";
import { root } from "../setup/project.mjs";
import { objectAt, settingNamed, type Sources } from "./sources";

export function formatTexts(sources: Sources): void {
  const choice = objectAt(
    settingNamed(sources.json("package.json"), "traceAuditor.recordFormats"),
    "additionalProperties",
  );
  choice["enum"] = [leftAlone, ...jsonFormats.map(({ id }) => id)];
  choice["enumDescriptions"] = ["%setting.recordFormats.none%", ...jsonFormats.map(({ title }) => title)];
  const checked = checkedOf();
  sources.setBetweenMarks("docs/guides/records.md", "formats", [
    "| format | its records | who writes it | told by | group | step | reward, scores | checked |",
    "| --- | --- | --- | --- | --- | --- | --- | --- |",
    ...jsonFormats.map(
      ({ id, title, fields, origin }) =>
        `| \`${id}\` | ${title} | ${origin?.writer ?? ""} | ${cell(fields)} | ${origin?.group ?? ""} | ${origin?.step ?? ""} | ${origin?.reward ?? ""} | ${checked.get(id) ?? "nothing: they hold no text"} |`,
    ),
  ]);
}

/** What is checked of each format's records, in words, by the format's id. */
function checkedOf(): ReadonlyMap<string, string> {
  const folder = join(root, "test/fixtures/records");
  const samplesOf = new Map<string, Sample[]>();
  for (const name of readdirSync(folder)) {
    const text = readFileSync(join(folder, name), "utf8");
    const found = recogniseRecords(text);
    if (found === undefined) throw new Error(`test/fixtures/records/${name} is of no known format`);
    const { read } = formatOf(found.format.id, found.container);
    const samples = splitFile(text, found.container).slices.flatMap(
      ({ span }, i) => read(text.slice(span.start, span.end), i).samples,
    );
    samplesOf.set(found.format.id, [...(samplesOf.get(found.format.id) ?? []), ...samples]);
  }
  return new Map(Array.from(samplesOf, ([id, samples]) => [id, checkedIn(samples)]));
}

function checkedIn(samples: readonly Sample[]): string {
  const some = (is: (sample: Sample) => boolean): boolean => samples.some(is);
  const calls = some(({ calls: own, turns }) => own.length > 0 || turns.some((turn) => turn.calls.length > 0));
  const tools = some((sample) => sample.tools !== undefined);
  const words: readonly (readonly [boolean, string])[] = [
    [some(({ unanswered }) => unanswered !== true), "answers"],
    [calls, tools ? "calls against the tools" : "calls"],
    [!calls && tools, "calls in the text against the tools"],
    [some(({ turns }) => turns.some(({ role }) => role === "tool")), "results of calls"],
    [some(({ groundTruth }) => groundTruth !== undefined), "the ground truth"],
    [some(({ responses }) => responses !== undefined), "the two responses"],
    [some(({ attributes }) => attributes.gold !== undefined || attributes.otherGold !== undefined), "the gold label"],
    [some(({ attributes }) => attributes.score !== undefined || attributes.components !== undefined), "the reward"],
    [some(({ attributes }) => attributes.result !== undefined), "the outcome"],
  ];
  const checked = words.flatMap(([is, word]) => (is ? [word] : []));
  return checked.length === 0 ? "nothing: they hold no text" : checked.join(", ");
}

/** A bar ends a cell, even within code. */
function cell(text: string): string {
  return text.replaceAll("|", "\\|");
}

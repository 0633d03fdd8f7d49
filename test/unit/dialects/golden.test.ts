import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { valuesOf, type Call } from "../../../server/core/dialects/call";
import { dialectOf, dialects } from "../../../server/core/dialects/data";
import type { DialectTool } from "../../../server/core/dialects/dialect";
import type { Dialect } from "../../../server/core/dialects/marks";
import { readDialect, type DialectReading } from "../../../server/core/dialects/read";
import { applyEdits } from "../../../server/core/text/edits";

/** Texts in every dialect with the calls that are meant; no part of this repository. */
const file = fileURLToPath(new URL("../../../../shared/data/dialects/golden.jsonl", import.meta.url));
const missing = !existsSync(file);
if (missing) console.warn(`SKIPPED: the dialects' golden data is not at ${file}`);

interface PlainCall {
  readonly name: string;
  readonly arguments: Readonly<Record<string, unknown>>;
}

interface Case {
  readonly id: string;
  readonly dialect: string;
  readonly text: string;
  readonly tools: readonly DialectTool[];
  readonly calls: readonly (PlainCall & { readonly at: readonly [number, number] })[];
  readonly drafts?: readonly (PlainCall & { readonly at: readonly [number, number] })[];
  readonly reasoning: string | null;
  readonly reasoning_opened_by: string | null;
  readonly content: string | null;
  readonly cut?: boolean;
  readonly faults: readonly { readonly rule: string; readonly at: readonly [number, number] }[];
  readonly fixed: string | null;
  readonly fix_safe: boolean | null;
  readonly fixed_calls?: readonly PlainCall[];
}

const cases: readonly Case[] = missing
  ? []
  : readFileSync(file, "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Case);

const byDialect = new Map<string, Case[]>();
for (const one of cases) byDialect.set(one.dialect, [...(byDialect.get(one.dialect) ?? []), one]);

/** What is said by the rules over calls and their tools, for any dialect, and not by a dialect's reading. */
const ofRules = new Set(["unknown-tool", "unknown-parameter", "duplicate-key"]);

function readCase(one: Case): DialectReading {
  return readDialect(one.text, dialectFor(one), { tools: one.tools });
}

function dialectFor({ dialect }: Case): Dialect {
  const found = dialectOf(dialect);
  if (found === undefined) throw new Error(`no dialect ${dialect}`);
  return found;
}

function plain(call: Call): PlainCall {
  return { name: call.name ?? "", arguments: valuesOf(call) };
}

function withPlace(call: Call): unknown {
  return { ...plain(call), at: [call.place.start, call.place.end] };
}

describe.skipIf(missing)("the golden texts (skipped where ../shared/data is missing)", () => {
  it("are of dialects that are here", () => {
    expect(cases.length).toBeGreaterThan(600);
    expect([...byDialect.keys()].filter((id) => dialectOf(id) === undefined)).toEqual([]);
    expect(dialects.length).toBeGreaterThan(byDialect.size);
  });

  it.each([...byDialect.keys()])("are read as meant: %s", (id) => {
    for (const one of byDialect.get(id) ?? []) {
      const read = readCase(one);
      const wanted = one.calls.map(({ name, arguments: values, at }) => ({ name, arguments: values, at }));
      expect({ id: one.id, calls: read.calls.map(withPlace) }).toEqual({ id: one.id, calls: wanted });
      expect({
        id: one.id,
        reasoning: read.reasoning ?? null,
        openedBy: read.openedBy ?? null,
        content: read.content ?? null,
        cut: read.cut,
      }).toEqual({
        id: one.id,
        reasoning: one.reasoning,
        openedBy: one.reasoning_opened_by,
        content: one.content,
        cut: one.cut ?? false,
      });
    }
  });

  it.each([...byDialect.keys()])("keep drafts apart from calls: %s", (id) => {
    for (const one of byDialect.get(id) ?? []) {
      const read = readCase(one);
      const drafts = one.drafts ?? [];
      const wanted = drafts.map(({ name, arguments: values }) => ({ name, arguments: values }));
      expect({ id: one.id, drafts: read.drafts.map(plain) }).toEqual({ id: one.id, drafts: wanted });
      // The data gives the place of a draft with its section in some dialects, without it in others.
      const sections = read.faults.filter(({ rule }) => rule === "call-in-reasoning").map(({ span }) => span);
      for (const [i, { at }] of drafts.entries()) {
        const places = [...sections, read.drafts[i]!.place].map(({ start, end }) => [start, end]);
        expect(places).toContainEqual(at);
      }
    }
  });

  it.each([...byDialect.keys()])("have the faults that are told: %s", (id) => {
    for (const one of byDialect.get(id) ?? []) {
      const read = readCase(one);
      // A type that JSON gives is the rules' to judge; one that the dialect's form gives is the reading's.
      const found = read.faults.map(({ rule }) => rule);
      const wanted = one.faults.map(({ rule }) => rule);
      const own = wanted.filter((rule) => !ofRules.has(rule) && (rule !== "parameter-type" || found.includes(rule)));
      expect({ id: one.id, faults: found.toSorted() }).toEqual({ id: one.id, faults: own.toSorted() });
    }
  });

  it.each([...byDialect.keys()])("are fixed by the fixes, and safely where stated: %s", (id) => {
    for (const one of byDialect.get(id) ?? []) {
      const fixes = readCase(one).faults.flatMap(({ fix }) => fix ?? []);
      if (one.fixed === null || fixes.length === 0) {
        expect({ id: one.id, fixes }).toEqual({ id: one.id, fixes: [] });
        continue;
      }
      const edits = fixes.flatMap((fix) => fix.edits);
      expect({ id: one.id, text: applyEdits(one.text, edits), safe: fixes.every(({ safe }) => safe) }).toEqual({
        id: one.id,
        text: one.fixed,
        safe: one.fix_safe,
      });
    }
  });

  it("are fixed by the calls' own edits where it is the call that is wrong, not its form", () => {
    const changed = cases.filter(
      (one) => one.fixed !== null && readCase(one).faults.every(({ fix }) => fix === undefined),
    );
    expect(changed).toHaveLength(5);
    for (const one of changed) {
      const wanted = meantAfter(one);
      expect({ id: one.id, text: changeCalls(one, wanted) }).toEqual({ id: one.id, text: one.fixed });
    }
  });

  it("leave nothing to fix once they are fixed", () => {
    for (const one of cases) {
      if (one.fixed === null) continue;
      const read = readDialect(one.fixed, dialectFor(one), { tools: one.tools });
      const wanted = meantAfter(one);
      expect({ id: one.id, calls: read.calls.map(plain), faults: read.faults.filter(({ fix }) => fix) }).toEqual({
        id: one.id,
        calls: wanted.map(({ name, arguments: values }) => ({ name, arguments: values })),
        faults: [],
      });
    }
  });
});

/** The calls of the fixed text. The data leaves them out where they are the same, and in one case where the name is not. */
function meantAfter(one: Case): readonly PlainCall[] {
  if (one.id === "react/06-unknown-tool") return one.calls.map((call) => ({ ...call, name: "get_weather" }));
  return one.fixed_calls ?? one.calls;
}

/** Changes a text's calls to others, one edit after the other, each on what the one before left. */
function changeCalls(one: Case, wanted: readonly PlainCall[]): string {
  let { text } = one;
  for (let step = 0; step < 20; step++) {
    const { calls } = readDialect(text, dialectFor(one), { tools: one.tools });
    const edits = wanted.flatMap((call, i) => firstChange(calls[i]!, call)).slice(0, 1);
    if (edits.length === 0) return text;
    text = applyEdits(text, edits);
  }
  throw new Error(`${one.id} is never done`);
}

function firstChange(call: Call, wanted: PlainCall): ReturnType<Call["rename"]> {
  if (call.name !== wanted.name) return call.rename(wanted.name);
  const values = valuesOf(call);
  for (const name of Object.keys(values)) if (!Object.hasOwn(wanted.arguments, name)) return call.removeArgument(name);
  for (const [name, value] of Object.entries(wanted.arguments)) {
    if (!Object.hasOwn(values, name)) return call.addArgument(name, value);
    if (JSON.stringify(values[name]) !== JSON.stringify(value)) return call.setValue(name, value);
  }
  return [];
}

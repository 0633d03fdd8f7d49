import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import type { DialectTool } from "../../../../server/core/dialects/dialect";
import { dialectOf } from "../../../../server/core/dialects/data";
import { readDialect } from "../../../../server/core/dialects/read";
import {
  disagreements,
  readersOf,
  type Reader,
  type ServerCall,
} from "../../../../server/core/dialects/inferenceServers";
import { jsonValue } from "../../../../server/core/dialects/typing";

/** Texts with what the official parsers gave for them; no part of this repository. */
const file = fileURLToPath(new URL("../../../../../shared/data/dialects/golden.jsonl", import.meta.url));
const missing = !existsSync(file);
if (missing) console.warn(`SKIPPED: the dialects' golden data is not at ${file}`);

interface Recorded {
  readonly parser?: string;
  readonly run?: string;
  readonly same_calls?: boolean;
  readonly calls?: readonly ServerCall[];
  readonly reasoning?: string | null;
  readonly content?: string | null;
  readonly error?: string;
}

interface Case {
  readonly id: string;
  readonly dialect: string;
  readonly text: string;
  readonly tools: readonly DialectTool[];
  readonly calls: readonly { readonly name: string; readonly arguments: unknown }[];
  readonly reasoning: string | null;
  readonly content: string | null;
  readonly reader: Readonly<Record<string, Recorded>> | null;
}

const cases: readonly Case[] = missing
  ? []
  : readFileSync(file, "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Case);

/** The keys of the golden data for a reader: SGLang's second parser of Hermes has one of its own. */
function keyOf(reader: Reader): string {
  return reader.id === "sglang" && reader.dialect === "hermes" && reader.parser === "hermes"
    ? "sglang_hermes"
    : reader.id;
}

function text(value: string | null | undefined): string {
  return (value ?? "").trim();
}

/** What a parser gave, in full: what the data leaves out is what is meant. */
function wanted(one: Case, recorded: Recorded): object {
  return {
    calls:
      recorded.same_calls === true
        ? one.calls.map(({ name, arguments: values }) => ({ name, values }))
        : recorded.calls,
    reasoning: text(recorded.reasoning === undefined ? one.reasoning : recorded.reasoning),
    content: text(recorded.content === undefined ? one.content : recorded.content),
  };
}

function given(one: Case, reader: Reader, recorded: Recorded): object {
  const read = reader.read(one.text, one.tools);
  return {
    calls:
      recorded.same_calls === true
        ? read.calls.map((call) => ({ name: call.name, values: jsonValue(call.arguments) }))
        : read.calls,
    reasoning: reader.partsText ? text(read.reasoning) : text(one.reasoning),
    content: reader.partsText ? text(read.content) : text(one.content),
  };
}

/** Cases that are not read as the parser read them, by the reader's key and the case's id, with the reason. There is none. */
const gaps: ReadonlyMap<string, string> = new Map();

interface Row {
  readonly one: Case;
  readonly recorded: Recorded;
}

const dialects = [...new Set(cases.map(({ dialect }) => dialect))].filter((dialect) => readersOf(dialect).length > 0);
const readers = dialects.flatMap((dialect) => readersOf(dialect));

function rowsOf(reader: Reader): Row[] {
  return cases
    .filter(({ dialect }) => dialect === reader.dialect)
    .flatMap((one) => {
      const recorded = one.reader?.[keyOf(reader)];
      return recorded === undefined || recorded.run !== undefined ? [] : [{ one, recorded }];
    });
}

/** How many readings are held to, by server: all that were recorded of the dialects that the readers know. */
const held = { vllm: 437, sglang: 419, sglang_hermes: 44, verl: 289 };

describe.skipIf(missing)("what servers read (skipped where ../shared/data is missing)", () => {
  it.each(readers.map((reader) => [`${reader.title}, ${reader.dialect}, ${reader.parser}`, reader] as const))(
    "is as recorded: %s",
    (_name, reader) => {
      for (const { one, recorded } of rowsOf(reader)) {
        const name = `${keyOf(reader)} ${one.id}`;
        const read = { name, ...given(one, reader, recorded) };
        const same = { name, ...wanted(one, recorded) };
        // A gap that is none any more is to be taken from the list.
        if (gaps.has(name)) expect(read).not.toEqual(same);
        else expect(read).toEqual(same);
      }
    },
  );

  it.each(readers.map((reader) => [`${reader.title}, ${reader.dialect}, ${reader.parser}`, reader] as const))(
    "disagrees with what is meant where it was found to: %s",
    (_name, reader) => {
      for (const { one, recorded } of rowsOf(reader)) {
        const meant = readDialect(one.text, dialectOf(one.dialect)!, { tools: one.tools });
        const found = disagreements(meant.calls, meant.drafts, reader.read(one.text, one.tools));
        const kinds = found.map(({ kind }) => kind);
        expect({ id: one.id, kinds, agrees: kinds.length === 0 }).toEqual({
          id: one.id,
          kinds,
          agrees: recorded.same_calls,
        });
      }
    },
  );

  it("is held to in every row of those dialects", () => {
    const counts: Record<string, number> = {};
    for (const reader of readers) counts[keyOf(reader)] = (counts[keyOf(reader)] ?? 0) + rowsOf(reader).length;
    expect(counts).toEqual(held);
  });
});

import { describe, expect, it } from "vitest";
import { dialects } from "../../../../server/core/dialects/data";
import { readDialect } from "../../../../server/core/dialects/read";
import {
  disagreements,
  readersOf,
  streamingCause,
  type ServerId,
} from "../../../../server/core/dialects/inferenceServers";
import { countWork } from "../../../support/work";
import { fixtures, tools } from "./fixtures";

/** Twice the text may cost so many times the work: twice, and a little for look-ups that are logarithmic. */
const allowedGrowth = 2.3;

function growth(run: (times: number) => unknown, times: number): number {
  run(times);
  const once = countWork(() => run(times));
  const twice = countWork(() => run(2 * times));
  return twice / once;
}

/** What hurts readers: the marks of each fixture again and again, whole, alone, and without their ends. */
function hostile(dialect: string): string[] {
  const texts = fixtures.filter((fixture) => fixture.dialect === dialect).map(({ text }) => text);
  const marks = texts.flatMap((text) => text.match(/<[^<>\n]*>|\[[A-Z_]+\]|"[a-z]+": ?|```json\n/g) ?? []);
  const units = [...new Set([...texts, ...marks])];
  const halves = texts.flatMap((text) => [text.slice(0, text.length / 2), text.slice(text.length / 2)]);
  const open = [
    "<parameter=",
    "<function=",
    "<invoke name=",
    '<parameter name="',
    '{"name":',
    "[a(",
    "[",
    "{a:",
    "{",
    '"',
  ];
  return [
    ...units,
    ...halves,
    ...units.map((unit) => `${unit}{`),
    ...open,
    "<think>",
    "</think>",
    " ",
    "a",
    "1",
    "\n",
    "to=",
    'name="a',
    "a:",
  ].filter((unit) => unit !== "");
}

const known = dialects.map(({ id }) => id).filter((id) => readersOf(id).length > 0);

describe("reading a text as a server does", () => {
  it.each(known)("takes twice the work for twice the text: %s", { timeout: 120_000 }, (id) => {
    const lead = fixtures.find(({ dialect }) => dialect === id)!.text;
    const grown = hostile(id).flatMap((unit) => {
      const times = Math.ceil(2000 / unit.length);
      return ["", lead.slice(0, lead.length / 2)].map((start) => ({
        start,
        unit,
        growth: growth((count) => {
          const text = start + unit.repeat(count);
          for (const reader of readersOf(id)) {
            reader.read(text, tools);
            streamingCause(reader, text, tools);
          }
        }, times),
      }));
    });
    expect(grown.filter((one) => one.growth >= allowedGrowth)).toEqual([]);
  });

  it("takes twice the work for twice the calls to compare them with what is meant", () => {
    const dialect = dialects.find(({ id }) => id === "hermes")!;
    const call = '<tool_call>\n{"name": "list", "arguments": {}}\n</tool_call>\n';
    const { calls } = readDialect(call.repeat(600), dialect, { tools });
    expect(calls).toHaveLength(600);
    for (const name of ["list", "cook"]) {
      const read = { name, arguments: "{}" };
      const grown = growth(
        (count) => disagreements(calls.slice(0, count), [], { calls: Array<typeof read>(count).fill(read) }),
        300,
      );
      expect({ name, isLinear: grown < allowedGrowth }).toEqual({ name, isLinear: true });
    }
  });

  it("takes twice the work for twice the text where streaming alone is known", { timeout: 120_000 }, () => {
    for (const id of ["vllm", "sglang"] satisfies ServerId[]) {
      for (const dialect of dialects.map((one) => one.id).filter((one) => !known.includes(one))) {
        for (const unit of [
          "<",
          "<function name=",
          "<tool_calls>",
          "]<]minimax[>[<a>",
          "to=user<|message|>",
          "[{",
          '"name": "a"',
        ]) {
          const times = Math.ceil(2000 / unit.length);
          const grown = growth((count) => streamingCause({ id, dialect }, unit.repeat(count), tools), times);
          expect({ id, dialect, unit, isLinear: grown < allowedGrowth }).toEqual({ id, dialect, unit, isLinear: true });
        }
      }
    }
  });
});

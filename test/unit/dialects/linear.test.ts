import { describe, expect, it } from "vitest";
import { dialects } from "../../../server/core/dialects/data";
import { readDialect } from "../../../server/core/dialects/read";
import { recogniseDialect } from "../../../server/core/dialects/recognise";
import { countWork } from "../../support/work";
import { booking, callsIn, isFlat, listing, tools } from "./texts";

/** Twice the text may cost so many times the work: twice, and a little for look-ups that are logarithmic. */
const allowedGrowth = 2.3;

/** How much more work twice the text takes. */
function growth(run: (times: number) => unknown, times: number): number {
  run(times);
  const once = countWork(() => run(times));
  const twice = countWork(() => run(2 * times));
  return twice / once;
}

/** What hurts readers, of the marks of each dialect: openers, closers, broken bodies, again and again. */
function hostile(id: string): string[] {
  const dialect = dialects.find((one) => one.id === id)!;
  const marks = [...Object.values(dialect.frame), dialect.reasoning, dialect.content].flatMap((mark) =>
    mark === undefined ? [] : [mark.open, mark.close ?? ""],
  );
  const written = marks.filter((mark) => mark !== "").map((mark) => mark.replace(/\{\w+\}/g, "a"));
  const whole = isFlat(dialect) ? callsIn(dialect, [booking, listing]) : "";
  return [
    ...written,
    ...written.map((mark) => `${mark} \``),
    ...written.map((mark) => `${mark}{"name": "`),
    ...written.map((mark) => `${mark}a{`),
    written.join(""),
    written.toReversed().join(""),
    whole,
    `${whole.slice(0, Math.floor(whole.length / 2))}\n`,
    whole.slice(Math.floor(whole.length / 2)),
    ...(dialect.ends ?? []),
    `${whole}\nuser\n<tool_response>\na\n</tool_response>\nassistant\n`,
    `<think>\n${whole}\nuser\n`,
  ].filter((unit) => unit !== "");
}

describe("reading a text by a dialect", () => {
  it.each(dialects.map(({ id }) => id))("takes twice the work for twice the text: %s", { timeout: 60_000 }, (id) => {
    const dialect = dialects.find((one) => one.id === id)!;
    const grown = hostile(id).map((unit) => {
      const times = Math.ceil(3000 / unit.length);
      return { unit, growth: growth((count) => readDialect(unit.repeat(count), dialect, { tools }), times) };
    });
    expect(grown.filter((one) => one.growth >= allowedGrowth)).toEqual([]);
  });

  it("takes twice the work for twice the text where nothing is known of it", { timeout: 60_000 }, () => {
    for (const unit of [
      "[",
      "{",
      "<",
      '{"name": "',
      "[a(",
      "a(",
      "<|",
      "]<]a[>[",
      "```",
      '"',
      "\\",
      "Action: a\n",
      "<tool_call>",
    ]) {
      const times = Math.ceil(3000 / unit.length);
      const grown = growth((count) => recogniseDialect([{ text: unit.repeat(count), tools }]), times);
      expect({ unit, isLinear: grown < allowedGrowth, grown }).toEqual({ unit, isLinear: true, grown });
    }
  });
});

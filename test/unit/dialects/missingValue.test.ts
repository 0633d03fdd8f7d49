import { describe, expect, it } from "vitest";
import { valuesOf } from "../../../server/core/dialects/call";
import { dialects } from "../../../server/core/dialects/data";
import { readDialect } from "../../../server/core/dialects/read";
import { writeCalls } from "../../../server/core/dialects/write";
import { applyEdits } from "../../../server/core/text/edits";

/** So much around the value is taken away with it. */
const around = 8;

describe("a value that was never written", () => {
  it("is told, and no safe fix puts an empty one in its place", () => {
    const read = (text: string) => {
      const dialect = dialects.find(({ id }) => id === "glm-4.5");
      return dialect && readDialect(text, dialect);
    };
    const call = (pair: string) =>
      `<tool_call>book\n${pair}<arg_key>days</arg_key>\n<arg_value>2</arg_value>\n</tool_call>`;
    for (const [pair, rule] of [
      ["<arg_key>city</arg_key>\n", "missing-tag"],
      ["<arg_key>city</arg_key>\n</arg_value>\n", "missing-tag"],
      ["<arg_key>city</arg_key>\n<arg_value>\n", "unclosed-tag"],
    ] as const) {
      const reading = read(call(pair));
      expect(reading?.calls.map(valuesOf), pair).toEqual([{ days: "2" }]);
      expect(
        reading?.faults.map((fault) => fault.rule),
        pair,
      ).toEqual([rule]);
      expect(reading?.faults[0]?.message).toContain('value of "city" is missing');
      expect(reading?.faults[0]?.fix).toBeUndefined();
    }
    // An empty value that is written out is one.
    const empty = read(call("<arg_key>city</arg_key>\n<arg_value></arg_value>\n"));
    expect(empty?.calls.map(valuesOf)).toEqual([{ city: "", days: "2" }]);
    expect(empty?.faults).toEqual([]);
  });

  it.each(dialects)("is invented by no safe fix of $id", (dialect) => {
    const whole = writeCalls(dialect, [{ name: "book", arguments: { city: "QQQ", days: 2 } }]);
    const at = whole.indexOf("QQQ");
    const next = whole.indexOf("days");
    const isEmpty = (text: string): boolean =>
      readDialect(text, dialect).calls.some((call) => ["", null].includes(valuesOf(call)["city"] as null));
    for (let from = at; from > at - around; from--) {
      for (let to = at + 3; to <= Math.max(next, at + 3); to++) {
        const text = whole.slice(0, from) + whole.slice(to);
        const { faults } = readDialect(text, dialect);
        const ends = faults.filter(({ rule }) => rule === "unclosed-tag" || rule === "missing-tag");
        for (const { fix } of ends) {
          if (fix?.safe === true) expect(isEmpty(applyEdits(text, fix.edits)), text).toBe(false);
        }
      }
    }
  });
});

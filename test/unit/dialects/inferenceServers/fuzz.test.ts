import { describe, expect, it } from "vitest";
import { valuesOf } from "../../../../server/core/dialects/call";
import { dialects } from "../../../../server/core/dialects/data";
import { readDialect } from "../../../../server/core/dialects/read";
import { readersOf, streamingCause } from "../../../../server/core/dialects/inferenceServers";
import { jsonValue } from "../../../../server/core/dialects/typing";
import { Random } from "../../../support/random";
import { answerIn, booking, callsIn, isFlat, listing, tools as bookingTools } from "../texts";
import { fixtures, tools } from "./fixtures";

const known = dialects.filter(({ id }) => readersOf(id).length > 0);

/** Texts a dialect: each is one of ours, changed in one to three places. */
const texts = 200;

function mutated(dialect: string, random: Random): string {
  const own = fixtures.filter((fixture) => fixture.dialect === dialect);
  let text = random.pick(own).text;
  for (let i = random.below(3); i >= 0; i--) {
    const at = random.below(text.length + 1);
    const length = random.below(20);
    const other = random.pick(fixtures).text;
    const from = random.below(other.length);
    const marks = [...text.matchAll(/<[^<>]*>|\[[A-Z_]+\]/g)];
    const mark = marks.length === 0 ? undefined : random.pick(marks);
    text = random.pick([
      () => text.slice(0, at) + text.slice(at + length),
      () => text.slice(0, at) + text.slice(at, at + length) + text.slice(at),
      () => text.slice(0, at) + other.slice(from, from + length) + text.slice(at),
      () =>
        text.slice(0, at) +
        random.pick(['"', "\\", "{", "}", "[", "]", "0x_", "1e999", "\u2028", "\ud800"]) +
        text.slice(at),
      () => text.slice(0, at),
      () => (mark === undefined ? text : text.slice(0, mark.index) + text.slice(mark.index + mark[0].length)),
    ])();
  }
  return text;
}

describe("the readers of servers", () => {
  it.each(known.map(({ id }) => id))("read broken texts without a throw, and the same twice: %s", (id) => {
    for (let index = 0; index < texts; index++) {
      const text = mutated(id, Random.of(2026, index));
      for (const reader of readersOf(id)) {
        const read = reader.read(text, tools);
        for (const call of read.calls) expect([typeof call.name, typeof call.arguments]).toEqual(["string", "string"]);
        expect(reader.read(text, tools)).toEqual(read);
        expect(reader.read(text, []).calls.length).toBeGreaterThanOrEqual(0);
        const cause = streamingCause(reader, text, tools);
        expect(cause === undefined || cause.why.length > 0).toBe(true);
      }
    }
  });

  /** verl finds Gemma's members one by one, so that a list is not whole. */
  const unlike = new Set(["verl gemma4"]);

  it.each(known.filter(isFlat).map((dialect) => [dialect.id, dialect] as const))(
    "take from a clean text what is meant: %s",
    (id, dialect) => {
      // Calls without a mark are read alone: prose before them hides them from one reader or another.
      const text = dialect.bare === true ? callsIn(dialect, [booking, listing]) : answerIn(dialect, [booking, listing]);
      const meant = readDialect(text, dialect, { tools: bookingTools });
      const wanted = meant.calls.map((call) => ({ name: call.name, values: valuesOf(call) }));
      expect(wanted).toHaveLength(2);
      for (const reader of readersOf(id)) {
        if (unlike.has(`${reader.id} ${id}`)) continue;
        const read = reader.read(text, bookingTools);
        const calls = read.calls.map((call) => ({ name: call.name, values: jsonValue(call.arguments) }));
        expect({ reader: reader.title, parser: reader.parser, calls }).toEqual({
          reader: reader.title,
          parser: reader.parser,
          calls: wanted,
        });
        if (reader.partsText) expect(read.reasoning).toBe(meant.reasoning);
      }
    },
  );
});

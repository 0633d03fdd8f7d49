import { describe, expect, it } from "vitest";
import { valuesOf } from "../../../server/core/dialects/call";
import { dialects } from "../../../server/core/dialects/data";
import { readDialect, type DialectReading } from "../../../server/core/dialects/read";
import type { Dialect } from "../../../server/core/dialects/marks";
import { applyEdits } from "../../../server/core/text/edits";
import type { Span } from "../../../server/core/text/span";
import { Random } from "../../support/random";
import { answerIn, booking, bookingWithoutNote, callsIn, listing, tools } from "./texts";

/** Texts a dialect: each is the dialect's own, changed in one to three places. */
const texts = 150;

/** What was read of a text, for comparison. */
function meaning({ calls, content, reasoning }: DialectReading): string {
  const plain = calls.map((call) => [call.name, valuesOf(call)]);
  return JSON.stringify([plain, content, reasoning], (_, value: unknown) =>
    typeof value === "bigint" ? String(value) : value,
  );
}

function mutated(dialect: Dialect, random: Random): string {
  const calls = random.pick([[booking], [booking, listing], [bookingWithoutNote, booking]]);
  let text = random.chance(0.7) ? answerIn(dialect, calls) : callsIn(dialect, calls);
  for (let i = random.below(3); i >= 0; i--) {
    const at = random.below(text.length + 1);
    const length = random.below(20);
    const other = answerIn(random.pick(dialects), [booking]);
    const from = random.below(other.length);
    const marks = [...text.matchAll(/<[^<>]*>|\[[A-Z_]+\]/g)];
    const mark = marks.length === 0 ? undefined : random.pick(marks);
    text = random.pick([
      () => text.slice(0, at) + text.slice(at + length),
      () => text.slice(0, at) + text.slice(at, at + length) + text.slice(at),
      () => text.slice(0, at) + other.slice(from, from + length) + text.slice(at),
      () => text.slice(0, at),
      () => (mark === undefined ? text : text.slice(0, mark.index) + text.slice(mark.index + mark[0].length)),
    ])();
  }
  return text;
}

describe("broken texts of every dialect", () => {
  it.each(dialects.map(({ id }) => id))("are read without a throw, with places that are in the text: %s", (id) => {
    const dialect = dialects.find((one) => one.id === id)!;
    for (let index = 0; index < texts; index++) {
      const text = mutated(dialect, Random.of(2026, index));
      const read = readDialect(text, dialect, { tools });
      const isWithin = ({ start, end }: Span): boolean => 0 <= start && start <= end && end <= text.length;
      const places = [
        ...read.reasoningPlaces,
        ...read.contentPlaces,
        ...read.endTokens,
        ...[...read.calls, ...read.drafts].flatMap((call) => [
          call.place,
          call.outer,
          call.namePlace,
          call.argumentsPlace,
          ...call.arguments.flatMap(({ place, namePlace, valuePlace }) => [place, namePlace, valuePlace]),
        ]),
        ...read.faults.flatMap(({ span, fix }) => [span, ...(fix?.edits ?? []).map((edit) => edit.span)]),
      ];
      expect({ text, outside: places.filter((place) => !isWithin(place)) }).toEqual({ text, outside: [] });
      const overlapping = read.calls.filter((call, i) => i > 0 && call.place.start < read.calls[i - 1]!.place.end);
      expect({ text, overlapping }).toEqual({ text, overlapping: [] });
    }
  });

  it.each(dialects.map(({ id }) => id))("are read the same once the safe fixes are made: %s", (id) => {
    const dialect = dialects.find((one) => one.id === id)!;
    for (let index = 0; index < texts; index++) {
      const text = mutated(dialect, Random.of(417, index));
      const read = readDialect(text, dialect, { tools });
      const safe = read.faults.flatMap(({ rule, fix }) => (fix?.safe === true && rule !== "parameter-type" ? fix : []));
      if (safe.length === 0) continue;
      const edits = safe.flatMap((fix) => fix.edits);
      const fixed = readDialect(applyEdits(text, edits), dialect, { tools });
      expect({ text, read: meaning(fixed) }).toEqual({ text, read: meaning(read) });
    }
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { JsonStringMap } from "../../../server/core/records/json/jsonStringMap";
import { toSourceSpan } from "../../../server/core/text/sourceMap";

const seed = 20_260_101;

/** A unit as JSON may write it. */
interface Written {
  readonly text: string;
  readonly source: string;
}

const hex = (unit: string, upper: boolean): string => {
  const digits = unit.charCodeAt(0).toString(16).padStart(4, "0");
  return `\\u${upper ? digits.toUpperCase() : digits}`;
};

const shortEscapes: Readonly<Record<string, string>> = {
  '"': '\\"',
  "\\": "\\\\",
  "/": "\\/",
  "\b": "\\b",
  "\f": "\\f",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
};

const plain = fc.constantFrom(..."ab <>{}[]:,u/é中\u007f\u2028").map((c): Written => ({ text: c, source: c }));
const short = fc.constantFrom(...Object.entries(shortEscapes)).map(([text, source]): Written => ({ text, source }));
const unicode = fc
  .tuple(fc.constantFrom(...'\u0000\u0007\n"\\<aé中\u2028', "\ud83d", "\udc1b"), fc.boolean())
  .map(([unit, upper]): Written => ({ text: unit, source: hex(unit, upper) }));
const astral = fc.constantFrom("🐛", "𝒳", "👩‍👩‍👧").map((c): Written => ({ text: c, source: c }));
const escapedAstral = fc.tuple(fc.constantFrom("🐛", "𝒳"), fc.boolean()).map(([c, upper]): Written => ({
  text: c,
  source: c
    .split("")
    .map((unit) => hex(unit, upper))
    .join(""),
}));

const literal = fc
  .array(fc.oneof(plain, plain, short, unicode, astral, escapedAstral), { maxLength: 40 })
  .map((units): Written => ({
    text: units.map(({ text }) => text).join(""),
    source: units.map(({ source }) => source).join(""),
  }));

/** A record with the literal among other fields, of which some hold escapes of their own. */
function recordWith(given: Written): { record: string; map: JsonStringMap } {
  const before = `{"id": "\\u00e9 \\n", "output": `;
  const record = `${before}"${given.source}", "n": 1e400, "end": "\\"}"}`;
  return {
    record,
    map: new JsonStringMap(record, { start: before.length, end: before.length + given.source.length + 2 }),
  };
}

const readOutput = (record: string): string => (JSON.parse(record) as { output: string }).output;

describe("JsonStringMap", () => {
  it("increases strictly and comes back from every offset", () => {
    fc.assert(
      fc.property(literal, (given) => {
        const { record, map } = recordWith(given);
        expect(readOutput(record)).toBe(given.text);
        let last = -1;
        for (let offset = 0; offset <= given.text.length; offset++) {
          const source = map.toSource(offset);
          expect(source).toBeGreaterThan(last);
          expect(map.toText(source)).toBe(offset);
          last = source;
        }
        expect(record[last]).toBe('"');
      }),
      { seed, numRuns: 400 },
    );
  });

  it("maps every span to the characters that it is written with", () => {
    fc.assert(
      fc.property(literal, fc.nat(), fc.nat(), (given, a, b) => {
        const { record, map } = recordWith(given);
        const [start, end] = spanOf(given.text, a, b);
        const source = toSourceSpan(map, { start, end });
        expect(JSON.parse(`"${record.slice(source.start, source.end)}"`)).toBe(given.text.slice(start, end));
      }),
      { seed, numRuns: 600 },
    );
  });

  it("takes a place inside an escape for the character that the escape stands for", () => {
    fc.assert(
      fc.property(literal, (given) => {
        const { record, map } = recordWith(given);
        for (let offset = 0; offset < given.text.length; offset++) {
          for (let source = map.toSource(offset); source < map.toSource(offset + 1); source++) {
            expect(map.toText(source)).toBe(offset);
          }
        }
        expect(map.toText(map.toSource(0) - 1)).toBeUndefined();
        expect(map.toText(map.toSource(given.text.length) + 1)).toBeUndefined();
        expect(map.toText(record.length)).toBeUndefined();
      }),
      { seed, numRuns: 300 },
    );
  });

  it("replaces any span by any text, and changes nothing else", () => {
    fc.assert(
      fc.property(literal, literal, fc.nat(), fc.nat(), (given, next, a, b) => {
        const { record, map } = recordWith(given);
        const [start, end] = spanOf(given.text, a, b);
        const source = toSourceSpan(map, { start, end });
        const written = map.encode(next.text);
        const edited = record.slice(0, source.start) + written + record.slice(source.end);
        expect(readOutput(edited)).toBe(given.text.slice(0, start) + next.text + given.text.slice(end));
        // A file can hold what was written: no half of a pair stands alone in it.
        expect(written.isWellFormed()).toBe(true);
      }),
      { seed, numRuns: 1000 },
    );
  });
});

// ES2024, which Node 20 has and the library of the compiler's target has not.
declare global {
  interface String {
    isWellFormed(): boolean;
  }
}

function spanOf(text: string, a: number, b: number): readonly [number, number] {
  const one = a % (text.length + 1);
  const other = b % (text.length + 1);
  return one < other ? [one, other] : [other, one];
}

function encode(literalSource: string, text: string, around = ""): string {
  const record = `{"a": "${literalSource}", "b": "${around}"}`;
  return new JsonStringMap(record, { start: 6, end: 8 + literalSource.length }).encode(text);
}

describe("JsonStringMap.encode", () => {
  it("escapes what JSON demands and nothing more", () => {
    expect(encode("plain", 'a "b" \\ c\nd\té/<🐛')).toBe('a \\"b\\" \\\\ c\\nd\\té/<🐛');
    expect(encode("plain", "\u0000\u001f\ud83d")).toBe("\\u0000\\u001f\\ud83d");
  });

  it("keeps to ASCII where the literal does", () => {
    expect(encode("caf\\u00e9", "ü🐛")).toBe("\\u00fc\\ud83d\\udc1b");
    expect(encode("caf\\u00E9", "ü")).toBe("\\u00FC");
  });

  it("writes beyond ASCII as it is where the literal does", () => {
    expect(encode("é", "ü", "\\u00e9")).toBe("ü");
  });

  it("follows the rest of the record where the literal is silent", () => {
    expect(encode("plain", "ü", "\\u00e9")).toBe("\\u00fc");
    expect(encode("plain", "ü", "é")).toBe("ü");
    expect(encode("plain", "ü", "\\\\u00e9")).toBe("ü");
  });

  it("writes a character as the literal writes it", () => {
    expect(encode("<\\/think>", "a/b")).toBe("a\\/b");
    expect(encode("\\u003cthink>", "</think>")).toBe("\\u003c/think>");
    expect(encode("\\u000a", "a\nb")).toBe("a\\u000ab");
    // An escaped control character says nothing about letters.
    expect(encode("\\u0007", "ü")).toBe("ü");
  });
});

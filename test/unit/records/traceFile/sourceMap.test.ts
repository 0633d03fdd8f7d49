import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Part } from "../../../../server/core/model/sample";
import { writeBody } from "../../../../server/core/records/traceFile/bodies";
import { traceFileFormat } from "../../../../server/core/records/traceFile/traceFileFormat";
import { toSourceSpan } from "../../../../server/core/text/sourceMap";

const line = fc.oneof(
  fc.constantFrom(
    "@user",
    "@@sample id=1",
    "@@@completion",
    "@completion now",
    "@@ -1 +1 @@",
    "@dataclass",
    "@",
    "",
    "@users",
  ),
  fc.string({ unit: fc.constantFrom(..."ab@ 🦉<>\u0301".split("")), maxLength: 8 }),
);
const text = fc.array(line, { minLength: 1, maxLength: 6 }).map((lines) => lines.join("\n"));
const options = { seed: 1, numRuns: 500 };

function written(body: string, crlf: boolean): { record: string; part: Part } {
  const end = crlf ? "\r\n" : "\n";
  const record = `@sample${end}@completion${end}${writeBody(body, { crlf })}${end}`;
  const part = traceFileFormat.read(record, 0).samples[0]?.completion;
  if (part === undefined) throw new Error("no completion was read");
  return { record, part };
}

describe("the source map of a part in a .trace file", () => {
  it("reads back what was written", () => {
    fc.assert(
      fc.property(text, fc.boolean(), (body, crlf) => {
        expect(written(body, crlf).part.text).toBe(body);
      }),
      options,
    );
  });

  it("rises strictly, and leads back from every character of the source", () => {
    fc.assert(
      fc.property(text, fc.boolean(), (body, crlf) => {
        const { source } = written(body, crlf).part;
        for (let i = 0; i < body.length; i++) {
          const { start, end } = toSourceSpan(source, { start: i, end: i + 1 });
          expect(end).toBeGreaterThan(start);
          for (let place = start; place < end; place++) expect(source.toText(place)).toBe(i);
        }
        expect(source.toText(source.toSource(body.length))).toBe(body.length);
        expect(source.toText(source.toSource(0) - 1)).toBeUndefined();
        expect(source.toText(source.toSource(body.length) + 1)).toBeUndefined();
      }),
      options,
    );
  });

  it("replaces whole lines: the encoded text reads as what was meant, and nothing else changes", () => {
    fc.assert(
      fc.property(text, text, fc.boolean(), fc.nat(), fc.nat(), (body, inserted, crlf, from, count) => {
        const { record, part } = written(body, crlf);
        const starts = [0, ...[...body.matchAll(/\n/g)].map(({ index }) => index + 1)];
        const first = from % starts.length;
        const last = Math.min(starts.length - 1, first + (count % 3));
        const span = { start: starts[first] ?? 0, end: (starts[last + 1] ?? body.length + 1) - 1 };
        const at = toSourceSpan(part.source, span);
        const edited = record.slice(0, at.start) + part.source.encode(inserted) + record.slice(at.end);
        // A file with CRLF line ends stays one even where the part had no line end to show it.
        const read = traceFileFormat.read(edited, 0).samples[0]?.completion.text;
        expect(read).toBe(body.slice(0, span.start) + inserted + body.slice(span.end));
      }),
      options,
    );
  });
});

/** Whatever becomes of a judge trace, the rules look at it without a crash, and point into its texts. */
import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, it } from "vitest";
import { AuditedFile } from "../../../server/core/audit/auditedFile";
import { traceFileFormat } from "../../../server/core/records/traceFile/traceFileFormat";
import { strictAuditor } from "../../support/strictAuditor";

const auditor = strictAuditor();

const samples = readdirSync("examples/judge").flatMap((name) =>
  readFileSync(`examples/judge/${name}`, "utf8").split(/^(?=@sample )/m),
);

const pieces = [
  ..."<>/[]()%:*`\"'#|-.\n ",
  "<eval>",
  "</eval>",
  "<answer>",
  "</answer>",
  "[[A]]",
  "[[B]]",
  "<quote_A>",
  "</quote_A>",
  "<quote_B>",
  "<justify>",
  "</rubric>",
  "<rubric>",
  "(40%)",
  "50 %",
  "Weight: 0.4",
  "1. ",
  "...",
  "\u0301",
  "\ud83d",
  "😀",
  "\\frac{1}{2}",
  "Overall, Response B is better.",
];

/** Cuts out a stretch, puts in a piece, or copies a stretch elsewhere. */
const mutation = fc.tuple(fc.nat(), fc.nat({ max: 60 }), fc.nat(), fc.constantFrom(...pieces), fc.nat({ max: 2 }));

function mutate(text: string, [at, length, target, piece, kind]: [number, number, number, string, number]): string {
  const bodyStart = text.indexOf("\n") + 1;
  const start = bodyStart + (at % Math.max(1, text.length - bodyStart));
  const stretch = text.slice(start, start + length);
  if (kind === 0) return text.slice(0, start) + text.slice(start + length);
  if (kind === 1) return text.slice(0, start) + piece + text.slice(start);
  const to = bodyStart + (target % Math.max(1, text.length - bodyStart));
  return text.slice(0, to) + stretch + text.slice(to);
}

it("mutated judge traces are audited", () => {
  fc.assert(
    fc.property(fc.constantFrom(...samples), fc.array(mutation, { minLength: 1, maxLength: 6 }), (text, mutations) => {
      const file = new AuditedFile(auditor, traceFileFormat, mutations.reduce(mutate, text));
      for (const record of file.records) {
        for (const { findings } of record.samples) {
          for (const { part, span, related, rule, message } of findings) {
            for (const place of [{ part, span }, ...related]) {
              expect(place.span.start, rule).toBeGreaterThanOrEqual(0);
              expect(place.span.end, rule).toBeGreaterThanOrEqual(place.span.start);
              expect(place.span.end, rule).toBeLessThanOrEqual(place.part.text.length);
            }
            expect(message, rule).not.toMatch(/undefined|NaN|\[object/);
          }
        }
      }
    }),
    { numRuns: 600, seed: 20261122 },
  );
}, 60_000);

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  LastRead,
  schemeOf,
  scoreToolRL,
  scoreToolRLNumbers,
  toolrlVariants,
  type ToolRLInput,
} from "../../../../server/core/rewards/toolrl/index";

/** Values on which Python and JavaScript could disagree come up often. */
const scalar = fc.constantFrom(
  ..."1 1.0 true false 0 -0.0 null NaN Infinity 1e400 9007199254740993 9007199254740992.0".split(" "),
  '"a"',
  '"\\u0061"',
  '"😀"',
  '"</think>"',
);
const key = fc.constantFrom("a", "b", "c", "1", "__proto__");
const { value } = fc.letrec<{ value: string; object: string }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    scalar,
    fc.array(tie("value"), { maxLength: 2 }).map((items) => `[${items.join(", ")}]`),
    tie("object"),
  ),
  object: fc
    .array(fc.tuple(key, tie("value")), { maxLength: 3 })
    .map((members) => `{${members.map(([name, text]) => `"${name}": ${text}`).join(", ")}}`),
}));
const parameters = fc
  .array(fc.tuple(key, value), { maxLength: 4 })
  .map((members) => `{${members.map(([name, text]) => `"${name}": ${text}`).join(", ")}}`);
const properCall = fc
  .tuple(fc.constantFrom("f", "g", "h"), parameters)
  .map(([name, text]) => `{"name": "${name}", "parameters": ${text}}`);
const oddCall = fc.oneof(
  { weight: 12, arbitrary: properCall },
  { weight: 1, arbitrary: value },
  { weight: 1, arbitrary: value.map((name) => `{"name": ${name}, "parameters": {}}`) },
  { weight: 1, arbitrary: value.map((text) => `{"name": "f", "parameters": ${text}}`) },
  { weight: 1, arbitrary: fc.constantFrom("", "oops", '{"name": "f"}', '{"parameters": {}}') },
);
const calls = (call: fc.Arbitrary<string>): fc.Arbitrary<string[]> => fc.array(call, { minLength: 1, maxLength: 4 });
const calling = (lines: readonly string[]): string =>
  `<think>t</think>\n<tool_call>\n${lines.join("\n")}\n</tool_call>`;

/** Lists of calls that have much in common. */
const related = (call: fc.Arbitrary<string>): fc.Arbitrary<[string[], string[]]> =>
  calls(call).chain((truth) =>
    fc.tuple(fc.constant(truth), fc.array(fc.oneof(fc.constantFrom(...truth), call), { minLength: 1, maxLength: 4 })),
  );
const piece = fc.constantFrom(
  ..."<think> </think> <tool_call> </tool_call> <response> </response> <|im_start|>assistant <|im_end|>".split(" "),
  "\n",
  " ",
  "w w",
  '{"name": "f", "parameters": {}}',
);
const anyText = fc.oneof(
  fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join("")),
  related(oddCall).map(([, lines]) => calling(lines)),
);
const options = fc.record({
  variant: fc.constantFrom(...toolrlVariants),
  step: fc.constantFrom(0, 1, 29, 30, 75, 105, 150, 151, 400),
  family: fc.constantFrom("qwen" as const, "llama" as const),
  reader: fc.constantFrom("train" as const, "train" as const, "eval" as const),
});
const anyInput: fc.Arbitrary<ToolRLInput> = fc.oneof(
  fc
    .tuple(options, related(oddCall))
    .map(([chosen, [truth, lines]]) => ({ ...chosen, completion: calling(lines), groundTruth: calling(truth) })),
  fc
    .tuple(options, anyText, anyText)
    .map(([chosen, completion, groundTruth]) => ({ ...chosen, completion, groundTruth })),
);

describe("ToolRL's reward, for any input", () => {
  it("stays within its bounds, and the numbers alone are those of the derivation", () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const full = scoreToolRL(input);
        const numbers = scoreToolRLNumbers(input);
        if ("error" in full) {
          expect(numbers).toEqual(full);
          return;
        }
        const { score, format, correctness, length } = full;
        expect(numbers).toEqual({ score, format, correctness, length });
        const scheme = schemeOf(input.variant ?? "default", input.step ?? 0);
        expect([scheme.format.min, scheme.format.max]).toContain(format);
        const expectsCalls = input.groundTruth.includes("<tool_call>");
        expect(correctness).toBeGreaterThanOrEqual(expectsCalls ? scheme.correctness.min : 0);
        expect(correctness).toBeLessThanOrEqual(expectsCalls ? scheme.correctness.max : 0);
        expect(length).toBeGreaterThanOrEqual(0);
        expect(length).toBeLessThanOrEqual(scheme.fullLength === undefined ? 0 : 1);
        expect(score).toBe(format + correctness + length);
      }),
      { seed: 20240606, numRuns: 4000 },
    );
  });

  it("is the same where neighbours share a ground truth that is read once", () => {
    fc.assert(
      fc.property(fc.array(anyInput, { minLength: 1, maxLength: 3 }), (inputs) => {
        const truths = new LastRead();
        for (const input of inputs) {
          for (const completion of [input.completion, input.groundTruth, input.completion]) {
            const rollout = { ...input, completion };
            expect(scoreToolRLNumbers(rollout, truths)).toEqual(scoreToolRLNumbers(rollout));
          }
        }
      }),
      { seed: 20261123, numRuns: 500 },
    );
  });

  it("is the sum of the derivation's parts, each in its place", () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const result = scoreToolRL(input);
        if ("error" in result) return;
        const { formatPart, correctnessPart, range } = result;
        expect(formatPart.problems.length === 0).toBe(formatPart.value === formatPart.max);
        for (const { span } of formatPart.problems) {
          expect(span.start).toBeGreaterThanOrEqual(range.start);
          expect(span.end).toBeGreaterThanOrEqual(span.start);
          expect(span.end).toBeLessThanOrEqual(range.end);
        }
        const { matching, min, max } = correctnessPart;
        expect(matching === undefined).toBe(!["equal", "matched"].includes(correctnessPart.outcome));
        if (matching === undefined) return;
        const points = matching.pairs.reduce((sum, pair) => sum + pair.points, matching.names.points);
        expect(points).toBeCloseTo(matching.points, 9);
        expect(matching.pairs.reduce((sum, pair) => sum + pair.maxPoints, 1)).toBeCloseTo(matching.maxPoints, 9);
        expect(points * matching.perPoint + min).toBeCloseTo(correctnessPart.value, 9);
        expect(correctnessPart.value).toBeLessThanOrEqual(max);
        for (const pair of matching.pairs) {
          expect(pair.points).toBeLessThanOrEqual(pair.maxPoints);
          if (pair.call === undefined || pair.parameters.length === 0 || input.variant === "intermediate") continue;
          const equal = pair.parameters.filter(({ status }) => status === "equal" || status === "coerced");
          expect(equal.length).toBe(pair.values);
        }
        if (matching.optimal.kind === "better") expect(matching.optimal.points).toBeGreaterThan(matching.points);
      }),
      { seed: 20240607, numRuns: 4000 },
    );
  });
});

describe("ToolRL's reward, for proper ground truths with calls", () => {
  it("is the variant's maximum for the ground truth itself", () => {
    fc.assert(
      fc.property(calls(properCall), options, (truth, chosen) => {
        const text = calling(truth);
        const result = scoreToolRLNumbers({ ...chosen, completion: text, groundTruth: text });
        if ("error" in result) throw new Error(result.error.message);
        const scheme = schemeOf(chosen.variant, chosen.step);
        expect(result.correctness).toBe(scheme.correctness.max);
        expect(result.format).toBe(scheme.format.max);
      }),
      { seed: 20240608, numRuns: 1000 },
    );
  });

  it("is never raised by renaming a tool to a name that the ground truth lacks", () => {
    fc.assert(
      fc.property(related(properCall), options, fc.nat(), ([truth, lines], chosen, pick) => {
        const renamed = lines.with(
          pick % lines.length,
          (lines[pick % lines.length] ?? "").replace(/"[fgh]"/, '"nowhere"'),
        );
        const score = (completion: readonly string[]): number => {
          const result = scoreToolRLNumbers({
            ...chosen,
            completion: calling(completion),
            groundTruth: calling(truth),
          });
          if ("error" in result) throw new Error(result.error.message);
          return result.score;
        };
        expect(score(renamed)).toBeLessThanOrEqual(score(lines) + 1e-9);
      }),
      { seed: 20240609, numRuns: 4000 },
    );
  });
});

import type { ComponentOptions } from "../../model/reward";
import type { Sample } from "../../model/sample";
import { scoreToolRL, type ToolRLDerivation } from "../toolrl";
import { explainCorrectness, explainFormat } from "../toolrl/explain";
import type { RewardFailure, RewardOptions } from "../shared/reward";
import type { Component } from "./component";

/**
 * ToolRL's derivation of a sample. Undefined where there is nothing to score: no ground truth, or no completion beside it.
 */
export function deriveToolRL(
  { completion, groundTruth, attributes }: Sample,
  own: Pick<ComponentOptions, "variant" | "family">,
  asked: RewardOptions,
): ToolRLDerivation | RewardFailure | undefined {
  if (groundTruth === undefined || groundTruth === completion) return undefined;
  const derivation = scoreToolRL({
    completion: completion.text,
    groundTruth: groundTruth.text,
    variant: asked.variant ?? own.variant ?? "default",
    step: asked.step ?? attributes.step ?? 0,
    family: own.family ?? "qwen",
    reader: asked.reader ?? "train",
  });
  if (!("error" in derivation)) return derivation;
  const { code, message, span } = derivation.error;
  return { error: { code, message, location: { part: groundTruth, span } } };
}

/** ToolRL's format reward: its template, chosen by the ground truth. */
export const toolrlFormat: Component = {
  name: "toolrl-format",
  title: "Format",
  earn({ sample }, options, asked) {
    const derivation = deriveToolRL(sample, options, asked);
    if (derivation === undefined || "error" in derivation) return derivation;
    const { value, min, max, problems } = derivation.formatPart;
    const spans = problems.map(({ span }) => ({ part: sample.completion, span }));
    return { value, min, max, spans, detail: explainFormat(derivation), toolrl: derivation };
  },
};

/** ToolRL's correctness reward: the calls against the ground truth's. 0 of 0 where that has none. */
export const toolrlCorrectness: Component = {
  name: "toolrl-correctness",
  title: "Correctness",
  earn({ sample }, options, asked) {
    const derivation = deriveToolRL(sample, options, asked);
    if (derivation === undefined || "error" in derivation) return derivation;
    const { value, min, max, outcome, completion } = derivation.correctnessPart;
    const bounds = outcome === "nothing-expected" ? { min: 0, max: 0 } : { min, max };
    const spans = completion === undefined ? [] : [{ part: sample.completion, span: completion.body }];
    return { value, ...bounds, spans, detail: explainCorrectness(derivation), toolrl: derivation };
  },
};

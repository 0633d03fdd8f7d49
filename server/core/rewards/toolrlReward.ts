import type { ToolRLVariant } from "../model/reward";
import type { Location } from "../model/finding";
import type { Sample } from "../model/sample";
import { deriveToolRL } from "./components/toolrl";
import type { Reward, RewardFailure, RewardOptions, RewardPart } from "./shared/reward";
import type { ToolRLDerivation } from "./toolrl";
import { explainCorrectness, explainFormat, explainLength } from "./toolrl/explain";
import type { ChatFamily } from "./toolrl";

/** ToolRL's reward in the shape of all rewards; total and values are those of the official scorer, to the last digit. */
export function toolrlReward(
  sample: Sample,
  own: { readonly variant: ToolRLVariant; readonly family: ChatFamily },
  options: RewardOptions,
): Reward | RewardFailure | undefined {
  const derivation = deriveToolRL(sample, own, options);
  if (derivation === undefined || "error" in derivation) return derivation;
  const parts = partsOf(derivation, sample);
  return {
    total: derivation.score,
    min: parts.reduce((sum, part) => sum + part.min, 0),
    max: parts.reduce((sum, part) => sum + part.max, 0),
    step: derivation.step,
    parts,
    toolrl: derivation,
    verdict: undefined,
  };
}

function partsOf(derivation: ToolRLDerivation, { completion }: Sample): RewardPart[] {
  const { formatPart, correctnessPart, lengthPart } = derivation;
  const at = (span: Location["span"] | undefined): Location[] =>
    span === undefined ? [] : [{ part: completion, span }];
  // A ground truth without calls leaves nothing to win or lose here.
  const expected = correctnessPart.outcome !== "nothing-expected";
  const parts: RewardPart[] = [
    {
      id: "format",
      title: "Format",
      value: formatPart.value,
      min: formatPart.min,
      max: formatPart.max,
      spans: formatPart.problems.map(({ span }) => ({ part: completion, span })),
      detail: explainFormat(derivation),
    },
    {
      id: "correctness",
      title: "Correctness",
      value: correctnessPart.value,
      min: expected ? correctnessPart.min : 0,
      max: expected ? correctnessPart.max : 0,
      spans: at(correctnessPart.completion?.body),
      detail: explainCorrectness(derivation),
    },
  ];
  if (lengthPart !== undefined) {
    const { value, span } = lengthPart;
    const detail = explainLength(derivation);
    parts.push({ id: "length", title: "Length", value, min: 0, max: 1, spans: at(span), detail });
  }
  return parts;
}

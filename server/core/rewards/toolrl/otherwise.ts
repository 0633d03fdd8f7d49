import { isNear, type Otherwise, type OtherwiseQuestion } from "../shape/reward";
import type { ToolRLDerivation } from "./derivation";
import { isStepwise, schemeOf, toolrlVariants, type ToolRLVariant } from "./variants";

/** If no step is recorded, `dynamic-scale` is tried up to this step; from here on it no longer changes. */
const lastStep = 150;

/**
 * Other variants at the sample's step, then the evaluation's way of reading calls. If no step is known: variants that
 * do not change with it, and the others at step 0, `two-stage` also at 30, `dynamic-scale` at each step that may give
 * the reward.
 */
export function* otherRewards(derivation: ToolRLDerivation, question: OtherwiseQuestion): Generator<Otherwise> {
  for (const variant of toolrlVariants) {
    const fixed = question.stepIsKnown || !isStepwise(variant);
    for (const step of fixed ? [question.step] : stepsOf(variant, question.recorded, derivation)) {
      if (variant === derivation.variant && step === derivation.step) continue;
      yield new OtherVariant(variant, step);
    }
  }
  yield {
    options: { reader: "eval" },
    explanation: { kind: "reader", reader: "eval" },
    words: "reading the calls as the evaluation scripts do gives it",
  };
}

/** Another variant. Many are tried but at most one is reported, so words are made only for that one. */
class OtherVariant implements Otherwise {
  readonly options: Otherwise["options"];

  constructor(
    private readonly variant: ToolRLVariant,
    private readonly step: number,
  ) {
    this.options = { variant, step };
  }

  get explanation(): Otherwise["explanation"] {
    return { kind: "variant", variant: this.variant, step: this.step };
  }

  get words(): string {
    const { variant, step } = this;
    return `the variant ${variant}${isStepwise(variant) ? ` at step ${step}` : ""} gives it`;
  }
}

/** The steps at which a variant may give the recorded reward. */
function stepsOf(variant: ToolRLVariant, recorded: number, derivation: ToolRLDerivation): number[] {
  if (variant === "two-stage") return [0, 30];
  if (variant !== "dynamic-scale") return [0];
  // Scoring again at each step would be slow; the shares earned of format and correctness are the same at all steps.
  const { formatPart, correctnessPart } = derivation;
  const follows = formatPart.problems.length === 0;
  const { min, max, value, outcome } = correctnessPart;
  const share = outcome === "nothing-expected" || max === min ? 0 : (value - min) / (max - min);
  const steps: number[] = [];
  for (let step = 0; step <= lastStep; step++) {
    const scheme = schemeOf("dynamic-scale", step);
    const correctness =
      outcome === "nothing-expected"
        ? 0
        : (scheme.correctness.max - scheme.correctness.min) * share + scheme.correctness.min;
    const format = follows ? scheme.format.max : scheme.format.min;
    if (isNear(format + correctness, recorded)) steps.push(step);
  }
  return steps;
}

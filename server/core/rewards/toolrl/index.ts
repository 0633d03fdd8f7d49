import { derive, type ToolRLDerivation } from "./derivation";
import { evaluate, type ToolRLInput, type ToolRLNumbers } from "./evaluate";
import type { ToolRLError } from "./failure";
import type { LastRead } from "./completion";

export type { OfficialCallBlock, CallLine, CallReader } from "./calls";
export type { CallPair, CorrectnessPart, FormatPart, CallPlace, MatchingPart, ToolRLDerivation } from "./derivation";
export type { ToolRLInput, ToolRLNumbers } from "./evaluate";
export type { CallFailure, ToolRLError } from "./failure";
export { templateFor, templateReasons, type Template, type TemplateReason } from "./format";
export type { FormatProblem } from "./formatProblems";
export { LastRead } from "./completion";
export type { LengthPart } from "../shape/reasoningLength";
export { maxComparedCharacters } from "./match";
export { maxAssignedCalls, type OptimalMatching } from "./optimal";
export type { ParameterComparison } from "./parameters";
export type { ChatFamily } from "./template";
export {
  isToolRLVariant,
  schemeOf,
  toolrlVariants,
  variantDescriptions,
  type Bounds,
  type Comparison,
  type Scheme,
  type ToolRLVariant,
} from "./variants";

export type ToolRLFailed = { readonly error: ToolRLError };

/**
 * ToolRL's reward, with exactly the official scorer's numbers (paper: "ToolRL: Reward is All Tool Learning Needs",
 * sections 3.3 and 5). Default range: -3 to 4. Never throws: a ground truth that cannot be scored is an `error`.
 *
 * @param read keeps what was read last, for scoring many completions
 */
export function scoreToolRLNumbers(input: ToolRLInput, read?: LastRead): ToolRLNumbers | ToolRLFailed {
  const evaluation = evaluate(input, read);
  return "error" in evaluation ? evaluation : evaluation.numbers;
}

/** ToolRL's reward with its whole derivation; the numbers are those of {@link scoreToolRLNumbers}. */
export function scoreToolRL(input: ToolRLInput, read?: LastRead): ToolRLDerivation | ToolRLFailed {
  const evaluation = evaluate(input, read);
  return "error" in evaluation ? evaluation : derive(evaluation, input);
}

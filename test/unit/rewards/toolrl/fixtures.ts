import {
  scoreToolRL,
  scoreToolRLNumbers,
  type ToolRLDerivation,
  type ToolRLError,
  type ToolRLInput,
} from "../../../../server/core/rewards/toolrl/index";

/** A trace in perfect format that makes these calls, each given as JSON text. */
export function calling(...calls: readonly string[]): string {
  return `<think>why</think>\n<tool_call>\n${calls.join("\n")}\n</tool_call>`;
}

/** A call as JSON text; `parameters` is JSON text too. */
export function call(name: string, parameters = "{}"): string {
  return `{"name": ${JSON.stringify(name)}, "parameters": ${parameters}}`;
}

type Options = Omit<ToolRLInput, "completion" | "groundTruth">;

/** The derivation; also checks that the numbers alone are the same. */
export function derivation(completion: string, groundTruth: string, options: Options = {}): ToolRLDerivation {
  const input = { completion, groundTruth, ...options };
  const result = scoreToolRL(input);
  if ("error" in result) throw new Error(result.error.message);
  const numbers = scoreToolRLNumbers(input);
  if ("error" in numbers) throw new Error("the numbers alone fail");
  for (const key of ["score", "format", "correctness", "length"] as const) {
    if (numbers[key] !== result[key]) throw new Error(`the numbers alone have another ${key}`);
  }
  return result;
}

export function correctness(completion: string, groundTruth: string, options: Options = {}): number {
  return derivation(completion, groundTruth, options).correctness;
}

/** Why the calls earn nothing. */
export function failureCode(completion: string, groundTruth: string, options: Options = {}): string | undefined {
  return derivation(completion, groundTruth, options).correctnessPart.failure?.code;
}

/** What keeps the sample from being scored. */
export function errorOf(completion: string, groundTruth: string, options: Options = {}): ToolRLError {
  const input = { completion, groundTruth, ...options };
  const [full, numbers] = [scoreToolRL(input), scoreToolRLNumbers(input)];
  if (!("error" in full) || !("error" in numbers)) throw new Error("the sample can be scored");
  if (JSON.stringify(full) !== JSON.stringify(numbers)) throw new Error("the numbers alone fail otherwise");
  return full.error;
}

import { formatReward } from "../../text/numbers";
import type { CallPair, ToolRLDerivation } from "./derivation";
import type { Template } from "./format";
import type { ParameterComparison } from "./parameters";
import { counted } from "../../text/counted";

const templateTexts: Readonly<Record<Template["id"], string>> = {
  response: "<think> … </think> newline <response> … </response>",
  calls: "<think> … </think> newline <tool_call> newline … newline </tool_call>",
  "calls-and-response":
    "<think> … </think> newline <tool_call> newline … newline </tool_call> newline <response> … </response>",
  reasoning: "<think> … </think>",
};

/** Which template was required and what does not follow it. */
export function explainFormat({ formatPart }: ToolRLDerivation): string[] {
  const { template, reasons, problems } = formatPart;
  const mentioned = reasons.filter((reason) => reason.onlyMentioned).map(({ tag }) => tag);
  return [
    `the ground truth asks for ${templateTexts[template.id]}`,
    ...mentioned.map((tag) => `(${tag} is only mentioned in the ground truth's reasoning, but it chose the template)`),
    ...problems.map(({ message }) => message),
  ];
}

/** The matching of calls and what each of them earned. */
export function explainCorrectness({ correctnessPart }: ToolRLDerivation): string[] {
  const { outcome, failure, matching, min, max, value, spurious } = correctnessPart;
  switch (outcome) {
    case "nothing-expected":
      return [
        "the ground truth has no call, so this is 0 whatever is called",
        ...(spurious.length === 0 ? [] : [`${counted(spurious.length, "call goes", "calls go")} unpunished`]),
      ];
    case "failed":
      return [`${failure?.message ?? "the calls cannot be read"}: the minimum`];
    case "equal":
      return ["all calls equal the ground truth's: the maximum"];
    case "unequal":
      return ["the calls are not the ground truth's: the minimum"];
    case "too-many":
      return ["too many calls to compare"];
    case "matched":
  }
  if (matching === undefined) return [];
  const { points, maxPoints, names, pairs, optimal } = matching;
  const lines = [
    `${formatReward(max - min)} · ${formatReward(points)} / ${maxPoints} ${min < 0 ? "−" : "+"} ${formatReward(Math.abs(min))} = ${formatReward(value)}`,
    `names of the tools: ${formatReward(names.points)} of 1 point`,
    ...pairs.flatMap(explainPair),
  ];
  if (spurious.length > 0)
    lines.push(`${counted(spurious.length, "call answers", "calls answer")} none of the ground truth's`);
  if (optimal.kind === "better") {
    lines.push(`matched in another order the calls would have ${formatReward(optimal.points)} points`);
  }
  return lines;
}

/** How many words there were and how many earn the full reward. */
export function explainLength({ lengthPart }: ToolRLDerivation): string[] {
  if (lengthPart === undefined) return [];
  return [`${counted(lengthPart.words, "word")} of reasoning; ${formatReward(lengthPart.fullLength)} earn all of it`];
}

function explainPair({ truth, call, points, maxPoints, keys, parameters, unmatched }: CallPair): string[] {
  const name = nameOf(truth.name?.value);
  const share = `${formatReward(points)} of ${maxPoints} points`;
  if (call === undefined) {
    const why = unmatched === undefined ? "" : `: ${whyUnmatched[unmatched]}`;
    return [`call ${truth.index + 1} (${name}) is not answered${why}: ${share}`];
  }
  return [
    `call ${truth.index + 1} (${name}) is answered by call ${call.index + 1}: ${share}, of which ${formatReward(keys)} for the names of the parameters`,
    ...parameters.filter(({ status }) => status !== "equal").map(explainParameter),
  ];
}

const whyUnmatched = {
  "no-such-name": "no call has that name",
  "already-matched": "those of that name answer earlier calls",
  "nothing-in-common": "those of that name have nothing in common with it",
} as const;

function explainParameter({ name, status }: ParameterComparison): string {
  const text = {
    equal: "is equal",
    coerced: "is equal for Python, though of another type",
    different: "has another value",
    missing: "is missing",
    extra: "is not in the ground truth",
  }[status];
  return `  parameter ${JSON.stringify(name)} ${text}`;
}

function nameOf(value: { readonly type: string; readonly value?: unknown } | undefined): string {
  if (value === undefined) return "without a name";
  return value.type === "string" ? String(value.value) : value.type;
}

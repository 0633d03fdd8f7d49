import type { TagContent } from "../model/profile";
import type { TagRole } from "../model/role";

/** The usual role of tags with these names, in the formats that are in use. */
const byName: Readonly<Record<string, TagRole>> = {
  think: "reasoning",
  reasoning: "reasoning",
  tool_call: "call",
  obs: "result",
  tool_response: "result",
  information: "result",
  response: "answer",
  answer: "answer",
  type: "task-type",
  rubric: "rubric",
  justify: "justification",
  solution: "solution",
  eval: "evaluation",
  quote_A: "quote-of-A",
  quote_B: "quote-of-B",
  summary_A: "summary-of-A",
  summary_B: "summary-of-B",
};

/**
 * The role of a tag whose profile names none, as in a `trace-auditor.json` from before there were roles: derived from
 * its content, or else from its name. Null if neither gives a role.
 */
export function usualRole(name: string, content: TagContent): TagRole | null {
  if (content === "verdict" || content === "rubric") return content;
  return Object.hasOwn(byName, name) ? (byName[name] ?? null) : null;
}

/** The task that requires a tag of that role, if its profile does not say. */
export function usuallyDueFor(role: TagRole | null): string | null {
  return role === "rubric" ? "Chat" : role === "solution" ? "Reasoning" : null;
}

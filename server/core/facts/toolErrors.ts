import type { Sample, Turn } from "../model/sample";

/** So much of an answer's beginning is looked at. */
const beginning = 400;

/** How programs and tools begin what they say of a failure, or how they name it as the first member of an object. */
const failure =
  /^[\s[({"'`*]*(?:(?:fatal |uncaught |runtime |internal )?(?:error|exception|traceback|failed|failure)\b|[A-Z]\w{0,60}(?:Error|Exception)\b|is_?error"?\s*:\s*true\b|(?:status|success|ok)"?\s*:\s*(?:"?error"?\b|false\b))/i;

/** Does a tool's answer begin by saying that something failed? A word of failure amid an answer says nothing. */
export function isToolError(answer: string): boolean {
  return failure.test(answer.slice(0, beginning));
}

/** How many of the tools' answers before the trace say so. */
export function toolErrors({ turns }: Pick<Sample, "turns">): number {
  return turns.filter(({ role, part }: Turn) => role === "tool" && part !== undefined && isToolError(part.text)).length;
}

import type { Fault } from "../../dialects/reading";
import type { Fix } from "../../model/fix";
import type { Part } from "../../model/sample";
import type { Report, TraceContext } from "../rule";
import { capitalised } from "../../text/capitalised";

/**
 * Reports what a rule finds in the form of a trace whose calls a dialect reads. The dialect knows what is wrong and how
 * to fix it; the rule only gives it a name.
 */
export function reportFaults(
  rule: Fault["rule"],
  { facts, part, report }: Pick<TraceContext<Fault>, "facts" | "part" | "report">,
  more: (fault: Fault) => Partial<Report> = () => ({}),
): void {
  for (const fault of facts.faults(part)) {
    if (fault.rule !== rule) continue;
    report({ span: fault.span, message: sentenceOf(fault), ...more(fault) }, fault);
  }
}

/** Is it a fault of a dialect's form, rather than something that the rule itself found by its profile? */
export function isFault(state: unknown): state is Fault {
  return typeof state === "object" && state !== null && "rule" in state && "span" in state;
}

export function fixesOfFault(part: Part, { fix }: Fault): Fix[] {
  return fix === undefined ? [] : [{ ...fix, edits: fix.edits.map(({ span, text }) => ({ part, span, text })) }];
}

function sentenceOf({ message, fix }: Fault): string {
  const first = capitalised(message);
  return fix === undefined ? `${first}.` : `${first}. ${fix.title}.`;
}

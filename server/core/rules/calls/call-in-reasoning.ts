import { draftsIn } from "../../facts/drafts";
import { traceRule } from "../rule";

/** Whole calls inside the reasoning: drafts, which some servers run all the same. */
export const callInReasoning = traceRule({
  id: "call-in-reasoning",
  summary: "A whole call inside the reasoning: a draft that some servers run.",
  severity: "warning",
  cause: "reasoning",
  check({ facts, part, trace, profile, report }) {
    const drafts =
      facts.reading(part)?.drafts.map(({ outer }) => outer) ?? draftsIn(trace, facts.callBlocks(part), profile);
    for (const span of drafts) {
      const message =
        "This call stands inside the reasoning, so it is a draft. What scans the whole text for calls (verl, and the newer parsers of vLLM) runs it, and a reasoning parser that goes first does not. Train on drafts without the marks of a call.";
      report({ span, message });
    }
  },
});

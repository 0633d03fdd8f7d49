import { draftsIn } from "../../facts/drafts";
import type { ServerReadings } from "../../facts/serverReadings";
import { listInWords } from "../../text/listInWords";
import type { Span } from "../../text/span";
import { serverNames } from "../checks/serverReadings";
import { traceRule } from "../rule";

/** Whole calls inside the reasoning: drafts, which some servers run anyway. */
export const callInReasoning = traceRule({
  id: "call-in-reasoning",
  summary: "A whole call inside the reasoning: a draft that some servers run.",
  severity: "warning",
  cause: "reasoning",
  check({ facts, part, trace, profile, sample, report }) {
    const drafts =
      facts.reading(part)?.drafts.map(({ outer }) => outer) ?? draftsIn(trace, facts.callBlocks(part), profile);
    if (drafts.length === 0) return;
    const readings = part === sample.completion ? facts.serverReadings : undefined;
    for (const span of drafts) {
      const message = `This call stands inside the reasoning, so it is a draft. ${whoRuns(span, readings)} Train on drafts without the marks of a call.`;
      report({ span, message });
    }
  },
});

/** Which servers and trainers run a draft, as far as this is known. */
function whoRuns(draft: Span, readings: ServerReadings | undefined): string {
  const known = readings?.known ?? [];
  if (known.length === 0)
    return "What scans the whole text for calls runs it; a reasoning parser that goes first does not.";
  const runs = known.filter(({ differences }) =>
    differences.some((one) => one.kind === "runs-draft" && overlap(one.call.outer, draft)),
  );
  if (runs.length === 0) return `Of ${listInWords(serverNames(known))} none runs it.`;
  const others = known.filter((server) => !runs.includes(server));
  const not =
    others.length === 0 ? "" : `, and ${listInWords(serverNames(others))} ${others.length === 1 ? "does" : "do"} not`;
  return `${listInWords(serverNames(runs))} ${runs.length === 1 ? "runs" : "run"} it${not}.`;
}

function overlap(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

import { isAbsent } from "./absent";
import { failedPattern, quoted } from "./failedPattern";
import type { NodeReport } from "./node";
import { capitalised } from "../text/capitalised";

/** Lines that explain a run's value to people: what was read and compared, and where patterns stopped. */
export function describeRun(report: NodeReport): readonly string[] {
  return [...new Set(linesOf(report))].slice(0, maxLines);
}

const maxLines = 12;

function* linesOf(report: NodeReport): Generator<string> {
  const { failure, kind, children } = report;
  if (failure !== undefined) yield failedPattern(failure);
  else if ((kind === "equal" || kind === "within") && typeof report.outcome === "boolean") {
    const line = countedLine(report) ?? comparedLine(report, report.outcome);
    if (line !== undefined) yield line;
  }
  if (isAbsent(report.outcome) && report.outcome.absent === "undecided" && children.length === 0) {
    yield sentence(report.outcome.why);
  }
  for (const child of children) yield* linesOf(child);
}

/** "\"<think>\\n\" occurs 2 times; it must occur once." */
function countedLine({ children }: NodeReport): string | undefined {
  const [counted, wanted] = children;
  if (counted?.about === undefined || typeof counted.outcome !== "number") return undefined;
  const { about, outcome } = counted;
  const found = outcome === 0 ? `${about} does not occur` : `${about} occurs ${times(outcome)}`;
  if (typeof wanted?.outcome !== "number" || wanted.outcome === outcome) return `${found}.`;
  return `${found}; it must occur ${times(wanted.outcome)}.`;
}

function times(count: number): string {
  return count === 1 ? "once" : `${count} times`;
}

function comparedLine({ kind, children }: NodeReport, holds: boolean): string | undefined {
  const [one, other] = children.map(sideOf);
  if (one === undefined || other === undefined) return undefined;
  if (one === nothing) return other === nothing ? undefined : `Nothing is found to compare with ${other}.`;
  if (other === nothing) return `There is nothing that ${one} could be compared with.`;
  const [verb, not] = kind === "equal" ? ["equals", "does not equal"] : ["stands in", "does not stand in"];
  return `${one} ${holds ? verb : not} ${other}.`;
}

const nothing = "nothing";

function sideOf({ outcome }: NodeReport): string | undefined {
  if (typeof outcome === "number") return String(outcome);
  if (!Array.isArray(outcome)) return isAbsent(outcome) && outcome.absent === "none" ? nothing : undefined;
  const texts = outcome as readonly { readonly text: string }[];
  return texts
    .slice(0, 3)
    .map(({ text }) => quoted(text))
    .join(" or ");
}

function sentence(text: string): string {
  return `${capitalised(text)}.`;
}

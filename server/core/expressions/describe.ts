import { isAbsent } from "./absent";
import type { NodeFailure, NodeReport } from "./node";

/** Lines that explain a run's value to people: what was read and compared, and where patterns stopped. */
export function describeRun(report: NodeReport): readonly string[] {
  return [...linesOf(report)].slice(0, maxLines);
}

const maxLines = 12;

function* linesOf(report: NodeReport): Generator<string> {
  const { failure, kind, children } = report;
  if (failure !== undefined) yield failureLine(failure);
  else if (kind === "equal" || kind === "within") {
    const sides = children.map(sideOf);
    if (sides.every((side) => side !== undefined)) {
      const [verb, other] = kind === "equal" ? ["equals", "does not equal"] : ["stands in", "does not stand in"];
      if (typeof report.outcome === "boolean") yield `${sides[0]} ${report.outcome ? verb : other} ${sides[1]}.`;
    }
  }
  if (isAbsent(report.outcome) && report.outcome.absent === "undecided" && children.length === 0) {
    yield sentence(report.outcome.why);
  }
  for (const child of children) yield* linesOf(child);
}

function sideOf({ outcome }: NodeReport): string | undefined {
  if (typeof outcome === "number") return String(outcome);
  if (!Array.isArray(outcome)) return isAbsent(outcome) && outcome.absent === "none" ? "what was not found" : undefined;
  const texts = outcome as readonly { readonly text: string }[];
  return texts
    .slice(0, 3)
    .map(({ text }) => quoted(text))
    .join(" or ");
}

/** "The pattern goes as far as character 27 and wants "</think>" there; here is "\n\n<answer>"." */
function failureLine({ at, wanted, text }: NodeFailure): string {
  const rest = text.text.slice(at);
  const here = rest === "" ? "the text ends here" : `here is ${quoted(rest, 20)}`;
  const where = text.exact ? text.span.start + at : at;
  return `The format matches up to character ${where + 1}, where it expects ${wanted}; ${here}.`;
}

function quoted(text: string, most = 60): string {
  return JSON.stringify(text.length > most ? `${text.slice(0, most - 1)}…` : text);
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

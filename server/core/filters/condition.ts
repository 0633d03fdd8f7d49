import { isNumberField, type NumberField } from "./fields";
import { compare, comparisons, leavesOf, type Comparison, type Filter, type FilterLeaf } from "./filter";
import { parseAny } from "./parseFilter";
import { FilterError, Scanner, type FilterProblem } from "./scanner";

/** A figure of a whole run that a condition can use. */
export type Figure =
  | { readonly kind: "n" | "accuracy" }
  | { readonly kind: "mean"; readonly field: NumberField }
  | { readonly kind: "share"; readonly filter: Filter }
  | { readonly kind: "lost"; readonly rule: string }
  | { readonly kind: "pass"; readonly k: number };

/** A figure of this run, of the run it is compared with, or the first minus the second. */
export interface Term {
  readonly figure: Figure;
  readonly of: "now" | "before" | "change";
  /** As written, for messages. */
  readonly written: string;
}

/** A condition on a run, as `--fail-if` takes it: `share(tool-call-json) > 0.02 or mean(reward) - before.mean(reward) < 0`. */
export type Condition =
  | { readonly kind: "all" | "any"; readonly of: readonly Condition[] }
  | { readonly kind: "compare"; readonly term: Term; readonly op: Comparison; readonly value: number };

/** The figures of a run; a figure is undefined if the run lacks its data. */
export type Figures = (figure: Figure) => number | undefined;

/** Is the condition true? Undefined if a figure that decides it is undefined; `lacking` names the first such term. */
export interface ConditionResult {
  readonly holds: boolean | undefined;
  readonly lacking: Term | undefined;
}

export function evaluateCondition(condition: Condition, now: Figures, before?: Figures): ConditionResult {
  if (condition.kind === "compare") {
    const value = valueOf(condition.term, now, before);
    return value === undefined || Number.isNaN(value)
      ? { holds: undefined, lacking: condition.term }
      : { holds: compare(value, condition.op, condition.value), lacking: undefined };
  }
  // One part can decide alone, whatever the others are: a false one in "and", a true one in "or".
  const decisive = condition.kind === "any";
  const results = condition.of.map((each) => evaluateCondition(each, now, before));
  if (results.some(({ holds }) => holds === decisive)) return { holds: decisive, lacking: undefined };
  const lacking = results.find(({ holds }) => holds === undefined)?.lacking;
  return lacking === undefined ? { holds: !decisive, lacking } : { holds: undefined, lacking };
}

/** The figures that a condition uses. */
export function figuresOf(condition: Condition): readonly Figure[] {
  return condition.kind === "compare" ? [condition.term.figure] : condition.of.flatMap(figuresOf);
}

/** Does a figure speak of findings, which only a check makes? */
export function asksForFindings(figure: Figure): boolean {
  if (figure.kind === "lost") return true;
  return figure.kind === "share" && leavesOf(figure.filter).some((leaf) => isOfFindings(leaf));
}

function isOfFindings(leaf: FilterLeaf): boolean {
  if (leaf.kind === "name" || leaf.kind === "has") return ["rule", "severity", "cause"].includes(leaf.field);
  return leaf.kind === "word" && leaf.word === "fixable";
}

function valueOf({ figure, of }: Term, now: Figures, before: Figures | undefined): number | undefined {
  const current = of === "before" ? undefined : now(figure);
  const earlier = of === "now" ? undefined : before?.(figure);
  if (of === "now") return current;
  if (of === "before") return earlier;
  return current === undefined || earlier === undefined ? undefined : current - earlier;
}

/** Reads a condition; `and` binds more than `or`. */
export function parseCondition(text: string): Condition | { readonly problem: FilterProblem } {
  try {
    const scanner = new Scanner(text);
    const condition = parseAnyOf(scanner);
    if (!scanner.isAtEnd()) scanner.fail('Expected "and", "or" or the end here.');
    return condition;
  } catch (error) {
    if (!(error instanceof FilterError)) throw error;
    return { problem: { message: error.message, span: error.span } };
  }
}

function parseAnyOf(scanner: Scanner): Condition {
  const options: Condition[] = [];
  do {
    const parts: Condition[] = [];
    do parts.push(parseComparison(scanner));
    while (scanner.takeKeyword("and"));
    options.push(parts.length === 1 ? (parts[0] as Condition) : { kind: "all", of: parts });
  } while (scanner.takeKeyword("or"));
  return options.length === 1 ? (options[0] as Condition) : { kind: "any", of: options };
}

function parseComparison(scanner: Scanner): Condition {
  const { start } = scanner.here;
  const first = parseFigure(scanner);
  let of: Term["of"] = first.of;
  let end = scanner.at;
  if (scanner.takeSign(["-"]) !== undefined) {
    const second = parseFigure(scanner);
    const isChange =
      first.of === "now" && second.of === "before" && JSON.stringify(first.figure) === JSON.stringify(second.figure);
    if (!isChange) {
      scanner.fail("Only a figure minus the same figure of the other run is possible: n - before.n.", {
        start,
        end: scanner.at,
      });
    }
    of = "change";
    end = scanner.at;
  }
  const written = scanner.text.slice(start, end);
  const op = scanner.takeSign(comparisons) ?? scanner.fail(`Expected one of < <= = != >= > after ${written}.`);
  const value = scanner.takeNumber() ?? scanner.fail(`Expected a number after ${written} ${op}.`);
  return { kind: "compare", term: { figure: first.figure, of, written }, op, value };
}

function parseFigure(scanner: Scanner): { figure: Figure; of: "now" | "before" } {
  const { start } = scanner.here;
  const known = "n, accuracy, mean(FIELD), share(RULE or FILTER), lost(RULE) or pass@K";
  const written = scanner.takeName() ?? scanner.fail(`Expected a figure here: ${known}.`);
  const of = written.startsWith("before.") ? "before" : "now";
  const name = of === "before" ? written.slice("before.".length) : written;
  if (name === "n" || name === "accuracy") return { figure: { kind: name }, of };
  const k = /^pass@([1-9]\d{0,5})$/.exec(name)?.[1];
  if (k !== undefined) return { figure: { kind: "pass", k: Number(k) }, of };
  if (name !== "mean" && name !== "share" && name !== "lost") {
    return scanner.fail(`There is no figure ${name}: write ${known}.`, { start, end: scanner.at });
  }
  if (scanner.takeSign(["("]) === undefined) scanner.fail(`Expected a bracket after ${name} that says of what.`);
  const figure: Figure =
    name === "mean"
      ? { kind: "mean", field: parseNumberField(scanner) }
      : name === "lost"
        ? { kind: "lost", rule: scanner.takeName() ?? scanner.fail("Expected the id of a rule here.") }
        : { kind: "share", filter: parseRule(scanner) ?? parseAny(scanner, 1) };
  if (scanner.takeSign([")"]) === undefined) scanner.fail(`The bracket after ${name} must close here.`);
  return { figure, of };
}

function parseNumberField(scanner: Scanner): NumberField {
  const { start } = scanner.here;
  const name = scanner.takeName() ?? scanner.fail("Expected a field here that is a number, such as reward.");
  if (isNumberField(name)) return name;
  return scanner.fail(`${name} is not a field that is a number.`, { start, end: scanner.at });
}

/** A rule's id alone in the brackets: such ids have hyphens, or are not words of filters. */
function parseRule(scanner: Scanner): Filter | undefined {
  const before = scanner.at;
  const name = scanner.takeName();
  const isAlone = scanner.takeSign([")"]) !== undefined;
  if (name !== undefined && isAlone && name.includes("-")) {
    scanner.at--;
    return { kind: "name", field: "rule", values: [[name]] };
  }
  scanner.at = before;
  return undefined;
}

import { PatternLimit } from "../python/regex/matcher";
import { undecided, type Absent, type Truth } from "./absent";
import { Context, type ExpressionNode, type NodeReport, type Numeric, type Texts, type Verdict } from "./node";
import type { Scored } from "./scored";

/** The value of an expression for a record. Python would raise if the topmost value is `none`. */
export function evaluate<T extends Texts | Truth | Numeric | Verdict>(
  node: ExpressionNode<T>,
  record: Scored,
): T | Absent {
  return bounded(() => new Context(record).run(node));
}

/** The same, with what each part of the expression gave and read, and how far failing patterns got. */
export function explainRun(node: ExpressionNode<Texts | Truth | Numeric | Verdict>, record: Scored): NodeReport {
  const context = new Context(record, true);
  const outcome = bounded(() => context.run(node));
  // A run that was given up has no report.
  return context.last?.outcome === outcome
    ? context.last
    : { path: node.path, kind: node.kind, outcome, read: [], children: [] };
}

/** If a text is too long for a pattern, the answer is undecided. */
function bounded<T>(run: () => T): T | Absent {
  try {
    return run();
  } catch (error) {
    if (error instanceof PatternLimit) return undecided(error.message);
    throw error;
  }
}

import { PatternLimit } from "../python/regex/matcher";
import { undecided, type Absent, type Truth } from "./absent";
import { Context, type ExpressionNode, type NodeReport, type Numeric, type Texts, type Verdict } from "./node";
import type { Scored } from "./scored";

/** What an expression gives for a record. Nothing at the top is what Python would raise on. */
export function evaluate<T extends Texts | Truth | Numeric | Verdict>(
  node: ExpressionNode<T>,
  record: Scored,
): T | Absent {
  return bounded(() => new Context(record).run(node));
}

/** The same with what each part of the expression gave and read, and how far the patterns came that failed. */
export function explainRun(node: ExpressionNode<Texts | Truth | Numeric | Verdict>, record: Scored): NodeReport {
  const context = new Context(record, true);
  const outcome = bounded(() => context.run(node));
  // A run that was given up has no report of its own.
  return context.last?.outcome === outcome
    ? context.last
    : { path: node.path, kind: node.kind, outcome, read: [], children: [] };
}

/** A text that is too long for a pattern leaves the answer open. */
function bounded<T>(run: () => T): T | Absent {
  try {
    return run();
  } catch (error) {
    if (error instanceof PatternLimit) return undecided(error.message);
    throw error;
  }
}

import type { PatternFailure } from "../python/regex/failure";
import type { Absent, Truth } from "./absent";
import type { Scored, Text } from "./scored";

/** Texts, or none. A list is never empty. */
export type Texts = readonly Text[] | Absent;

/** A number, or none. */
export type Numeric = number | Absent;

/** What a verdict reader says: a label, a score, several scores, or null. */
export type Label = string | number | null | readonly number[];
export type Verdict = { readonly label: Label } | Absent;

/** A part of an expression. It knows its place, so that a message about it can be shown there. */
export interface ExpressionNode<T> {
  /** From the top: `cases[0][0].equal`. */
  readonly path: string;
  /** Its name in the data: `equal`, `count`, `find`. */
  readonly kind: string;
  run(context: Context): T;
}

export type Read = ExpressionNode<Texts>;
export type Test = ExpressionNode<Truth>;
export type Value = ExpressionNode<Numeric>;
export type VerdictNode = ExpressionNode<Verdict>;

/** What a node gave, what it read for that, and how far a failing pattern got. */
export interface NodeReport {
  readonly path: string;
  readonly kind: string;
  readonly outcome: Texts | Truth | Numeric | Verdict;
  /** The places that this node itself read. */
  readonly read: readonly Text[];
  readonly failure?: NodeFailure;
  /** What the node is about, for people: `"<think>\n"`, which it counts. */
  readonly about?: string;
  readonly children: readonly NodeReport[];
}

/** A pattern that did not match a text. */
export interface NodeFailure extends PatternFailure {
  readonly pattern: string;
  readonly text: Text;
}

/** One run of an expression over one record. */
export class Context {
  /** Results of reads that occur several times in the expression, by their number. */
  readonly memo: (Texts | undefined)[] = [];
  private open: OpenReport | undefined;

  constructor(
    readonly record: Scored,
    readonly explains = false,
  ) {}

  /** Runs a node. If the run is explained, its report becomes a child of the calling node's report. */
  run<T extends Texts | Truth | Numeric | Verdict>(node: ExpressionNode<T>): T {
    if (!this.explains) return node.run(this);
    const { path, kind } = node;
    const parent = this.open;
    const report: OpenReport = { path, kind, read: [], children: [], outcome: false };
    this.open = report;
    report.outcome = node.run(this);
    this.open = parent;
    parent?.children.push(report);
    this.last = report;
    return report.outcome as T;
  }

  /** The same run over one of the record's turns. */
  ofTurn(completion: string): Context {
    const turn = new Context({ ...this.record, completion }, this.explains);
    turn.open = this.open;
    return turn;
  }

  /** The report of the last node that was run. */
  last: NodeReport | undefined;

  /** Records what the running node read. */
  reads(texts: readonly Text[]): void {
    this.open?.read.push(...texts);
  }

  /** Records what the running node is about. */
  isAbout(what: string): void {
    if (this.open !== undefined) this.open.about = what;
  }

  /**
   * Records how far a pattern of the running node got. Called only if the run is explained, because it costs a second
   * match.
   */
  fails(failure: NodeFailure): void {
    const { open } = this;
    if (open !== undefined && (open.failure === undefined || failure.progress > open.failure.progress)) {
      open.failure = failure;
    }
  }
}

interface OpenReport {
  readonly path: string;
  readonly kind: string;
  readonly read: Text[];
  readonly children: OpenReport[];
  outcome: Texts | Truth | Numeric | Verdict;
  failure?: NodeFailure;
  about?: string;
}

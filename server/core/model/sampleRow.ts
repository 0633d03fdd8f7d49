import type { Severity } from "./finding";
import type { Paid } from "./reward";
import type { Verdict } from "./sample";

/**
 * What a run's table, charts and reports know of one sample: plain numbers, names and one short line of its question. The
 * texts themselves stay in the file. What the sample lacks is undefined, never 0.
 */
export interface SampleRow {
  /** As it is shown in results. */
  readonly file: string;
  /** Number of the record in the file, and of the trace in the record, from 0. */
  readonly record: number;
  readonly trace: number;
  /**
   * Is it an earlier turn of a rollout whose last answer is another sample of the same record? It belongs to that rollout
   * and is none of its own. Absent otherwise.
   */
  readonly isEarlierTurn?: boolean;
  /** What the record calls it; undefined too where that is the run's own number for a rollout. */
  readonly id: string | undefined;
  /** Training step, from 0. */
  readonly step: number | undefined;
  /** Key of the rollouts that share a prompt; the same prompt may come again in another step or file. */
  readonly group: string | undefined;
  readonly model: string | undefined;
  readonly category: string | undefined;
  readonly profile: string | undefined;
  readonly dialect: string | undefined;
  /** Was anything checked in it? */
  readonly checked: boolean;
  /** The last thing that the user said, on one line, with an end. */
  readonly question: string | undefined;
  /** Hashes of the turns before the trace, and of the trace with its calls; equal for equal texts (`text/textHash.ts`). */
  readonly promptHash: string;
  readonly completionHash: string;
  /** The reward by the function that is known; undefined where none is, or where it cannot be computed. */
  readonly reward: RowReward | undefined;
  /** The component that the record does not decide, where that is why there is no reward. */
  readonly undecided: string | undefined;
  /** The reward that the run recorded; undefined too where it is not finite. */
  readonly recorded: number | undefined;
  /** Recorded parts of a reward, or a benchmark's scores, by their names; null where one was not computed. */
  readonly components: Readonly<Record<string, number | null>>;
  /** The advantage that the run recorded. */
  readonly advantage: number | undefined;
  /** One entry a rule, the gravest and dearest first. */
  readonly findings: readonly RowFinding[];
  /** The calls that the model makes in the trace. */
  readonly calls: RowCalls;
  /** Answers of tools that say that something failed, before the trace. */
  readonly toolErrors: number;
  /** Turns of the conversation, the trace included. */
  readonly turns: number;
  /** UTF-16 characters of the trace. */
  readonly length: number;
  /** 1 − distinct/all of its runs of four words, from 0 to 1 (`statistics/repetition.ts`). */
  readonly repetition: number;
  /** Does it break off before its end? */
  readonly cut: boolean;
  /** Why the model stopped, as the record says it. */
  readonly endedBy: string | undefined;
  /** Does the text for the user end in a question? */
  readonly asks: boolean;
  /** Does the ground truth hold calls? Undefined without a ground truth. */
  readonly truthHasCalls: boolean | undefined;
  /** A judge's trace; undefined for others. */
  readonly judge: RowJudge | undefined;
  /** Can a finding be fixed? Undefined where nobody asked: each fix is tried. */
  readonly fixable: boolean | undefined;
}

/** A reward that was computed. */
export interface RowReward {
  readonly value: number;
  /** What it can be at least and at most for this ground truth. */
  readonly least: number;
  readonly best: number;
  /** Weights included: they add up to the value. */
  readonly parts: readonly RowPart[];
}

export interface RowPart {
  readonly id: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  /** What it pays for; empty where nothing says so. */
  readonly pays: readonly Paid[];
}

/** What one rule found in a sample. */
export interface RowFinding {
  readonly rule: string;
  /** The family that a person means: "malformed calls". */
  readonly cause: string;
  /** The severity of its gravest finding. */
  readonly severity: Severity;
  readonly count: number;
  /** What the shown reward lacks by it, at least 0; undefined where that is not known. */
  readonly cost: number | undefined;
}

export interface RowCalls {
  readonly count: number;
  /** The first one in words, on one line: `get_weather(city="Oslo")`. */
  readonly first: string | undefined;
  /** Names of the tools that are called, each once, in the order of their first calls. */
  readonly tools: readonly string[];
}

export interface RowJudge {
  readonly gold: Verdict | undefined;
  /** A gold label that is neither response: no verdict is compared with it. */
  readonly otherGold?: string | undefined;
  /**
   * The verdict by each reading's name, `parsed` being what the author meant; null where it reads none. A verdict
   * that compares two responses is `A`, `B` or `tie`, however its program names it; other labels (a score, a grade)
   * stand as their program names them. A reading that is not known is left out.
   */
  readonly verdicts: Readonly<Record<string, string | null>>;
  /** Name of the reading by which the known reward goes; undefined where none pays for the verdict. */
  readonly paidReading: string | undefined;
  /** What a benchmark recorded: 1 right, 0 wrong. */
  readonly result: number | undefined;
  /** The declared kind of task; undefined where none is declared, or one that the profile does not know. */
  readonly taskType: string | undefined;
  readonly quotes: RowQuotes;
  /** UTF-16 characters of the two responses; undefined where the record has none. */
  readonly lengths: { readonly a: number; readonly b: number } | undefined;
  /** A hash of the two responses that is the same for both orders; undefined where the record has none. */
  readonly pairHash: string | undefined;
  /** Is the response with the greater hash shown first? What tells the two orders of a pair apart. */
  readonly swapped: boolean | undefined;
}

/** How many quotes were found how far down the ladder; empty ones are none. */
export interface RowQuotes {
  /** To the letter. */
  readonly exact: number;
  /** After normalising, or as parts around an ellipsis. */
  readonly normalised: number;
  /** Words changed or left out, or a formula rewritten. */
  readonly altered: number;
  /** In the other response. */
  readonly other: number;
  /** In neither. */
  readonly invented: number;
  /** Beyond the limits: nothing is said of them. */
  readonly unchecked: number;
}

import type { Scored } from "../../expressions/scored";
import { isNear } from "../shape/reward";
import { presetCandidates, sumCandidates, type Candidate, type RecordedValue } from "./candidates";

/** What a column of recorded values agrees with. It says "agrees with", never "is". */
export type Recognition =
  /** One reward agrees with every record that it decides; every other reward fails on some. */
  | { readonly kind: "agrees"; readonly with: Agreement; readonly distinguishing: readonly Distinguishing[] }
  /** Several agree, and no record tells them apart; those known by the column's name come first. */
  | { readonly kind: "several"; readonly with: readonly Agreement[] }
  /** At least 95 % of the records agree: another version of the function, a cut text, special tokens. */
  | { readonly kind: "near"; readonly with: Agreement; readonly differsAt: number }
  /** Nothing agrees. */
  | { readonly kind: "none" }
  /** Something agrees, but possibly by chance: there are too few records, or nearly all have one value. */
  | { readonly kind: "open"; readonly with: readonly Agreement[] }
  /** There are fewer than 8 scored records. */
  | { readonly kind: "few"; readonly scored: number };

/** How far a reward agrees with the column. */
export interface Agreement {
  /** Names of presets; several mean their sum, each with weight 1. */
  readonly parts: readonly string[];
  /** The number of records on which it agrees, of those that it decides. */
  readonly agreed: number;
  readonly decided: number;
  readonly undecided: number;
}

/** A record on which another reward fails. */
export interface Distinguishing {
  readonly parts: readonly string[];
  /** Number of the row, from 0. */
  readonly row: number;
}

/** Several rewards that agree. */
export interface Agreeing {
  /** Those that decide enough records to be said to. */
  readonly enough: readonly Agreement[];
  readonly tooFew: readonly Agreement[];
  /** Of those that decide enough, the one that agrees on the fewest records. */
  readonly least: Agreement | undefined;
}

export function agreeingOf(several: readonly Agreement[]): Agreeing {
  const enough = several.filter(decidesEnough);
  const [least] = enough.toSorted((a, b) => a.agreed - b.agreed);
  return { enough, tooFew: several.filter((each) => !decidesEnough(each)), least };
}

function decidesEnough({ decided }: Pick<Agreement, "decided">): boolean {
  return decided >= fewest;
}

/** The most records that are looked at. */
export const recordsLookedAt = 200;

/** The most characters of completions that are looked at: every official function reads all of them. */
const charactersLookedAt = 1_000_000;

/** The records that are looked at: the first 200, without those that go beyond so many characters. */
export function lookedAt<Row>(rows: readonly Row[], recordOf: (row: Row) => Scored): readonly Row[] {
  let left = charactersLookedAt;
  return rows.slice(0, recordsLookedAt).filter((row) => {
    const { length } = recordOf(row).completion;
    if (length > left) return false;
    left -= length;
    return true;
  });
}

const fewest = 8;
const chanceAllowed = 0.01;
const nearFrom = 0.95;

/**
 * Compares a column of recorded values with every preset reward and, if the column may hold a total, with sums of two
 * and three of one family.
 *
 * A reward agrees if it gives the recorded value (within 1e-4) on every record that it decides. It is named only if it
 * decides 8 records or more, with at least two different recorded values, and chance would not do as well: rewards
 * tried × (share of the commonest value) ^ records ≤ 0.01.
 *
 * @param column the column's name in the file: `format_reward`, `score`
 * @param rows the scored records in order; the first 200 count, up to 1,000,000 characters of completions. A value that is not a number (a reward that was None)
 * is no score
 * @param isTotal whether the column may hold a sum of several functions
 */
export function recognise(column: string, rows: readonly RecordedValue[], isTotal = true): Recognition {
  const scored = rows.map((row, at) => ({ ...row, at })).filter(({ value }) => Number.isFinite(value));
  const looked = lookedAt(scored, ({ record }) => record);
  if (looked.length < fewest) return { kind: "few", scored: looked.length };
  const singles = presetCandidates(column, looked).map((candidate) => new Compared(candidate, looked));
  const sums = isTotal
    ? sumCandidates(singles.map(({ candidate }) => candidate)).map((candidate) => new Compared(candidate, looked))
    : [];
  const all = [...singles, ...sums].filter(({ decided }) => decided > 0);
  const agreeing = all.filter(({ fails }) => fails === undefined);
  const certain = agreeing.filter((each) =>
    each.isCertain(each.candidate.parts.length === 1 ? singles.length : all.length),
  );
  if (certain.length === 0) return agreeing.length > 0 ? open(agreeing) : nearest(all, looked);
  const [only, ...others] = agreeing;
  if (only === undefined || others.length > 0) return { kind: "several", with: agreeing.map((each) => each.agreement) };
  const distinguishing = all.flatMap(({ candidate, fails }) =>
    fails === undefined ? [] : [{ parts: candidate.parts, row: looked[fails]?.at ?? 0 }],
  );
  return { kind: "agrees", with: only.agreement, distinguishing };
}

type LookedAt = RecordedValue & { readonly at: number };

/** Chance agreement is only worth reporting if more than a handful of records was decided. */
function open(agreeing: readonly Compared[]): Recognition {
  const enough = agreeing.filter(decidesEnough);
  return enough.length === 0 ? { kind: "none" } : { kind: "open", with: enough.map(({ agreement }) => agreement) };
}

function nearest(all: readonly Compared[], looked: readonly LookedAt[]): Recognition {
  let best: Compared | undefined;
  for (const each of all) {
    if (!decidesEnough(each) || each.agreed / each.decided < nearFrom || !each.variesWhereAgreed) continue;
    if (best === undefined || each.agreed / each.decided > best.agreed / best.decided) best = each;
  }
  if (best?.fails === undefined) return { kind: "none" };
  return { kind: "near", with: best.agreement, differsAt: looked[best.fails]?.at ?? 0 };
}

/** A candidate compared with the recorded values. */
class Compared {
  readonly decided: number;
  readonly agreed: number;
  /** Row of the first record on which it gives another value. */
  readonly fails: number | undefined;
  readonly variesWhereAgreed: boolean;
  /** Share of the commonest recorded value among the decided ones. */
  private readonly commonest: number;

  constructor(
    readonly candidate: Candidate,
    private readonly rows: readonly LookedAt[],
  ) {
    const counts = new Map<number, number>();
    const agreedOn = new Set<number>();
    let decided = 0;
    let agreed = 0;
    let fails: number | undefined;
    candidate.values.forEach((value, row) => {
      const recorded = rows[row]?.value;
      if (value === undefined || recorded === undefined) return;
      decided++;
      const rounded = Math.round(recorded * 1e4);
      counts.set(rounded, (counts.get(rounded) ?? 0) + 1);
      if (value !== null && isNear(value, recorded)) {
        agreed++;
        agreedOn.add(rounded);
      } else fails ??= row;
    });
    this.decided = decided;
    this.agreed = agreed;
    this.fails = fails;
    this.variesWhereAgreed = agreedOn.size > 1;
    this.commonest = Math.max(0, ...counts.values()) / Math.max(1, decided);
  }

  /** Whether chance is ruled out as the reason for the agreement. */
  isCertain(tried: number): boolean {
    return decidesEnough(this) && this.variesWhereAgreed && tried * this.commonest ** this.decided <= chanceAllowed;
  }

  get agreement(): Agreement {
    const { decided, agreed } = this;
    return { parts: this.candidate.parts, agreed, decided, undecided: this.rows.length - decided };
  }
}

import type { Auditor } from "../audit/auditor";
import type { AuditedSample } from "../audit/readBy";
import type { Finding } from "../model/finding";
import type { Fix } from "../model/fix";
import type { ReadRecord, RecordFormat, RecordSurroundings } from "../model/record";
import type { Sample } from "../model/sample";
import { applyEdits, overlap, type TextEdit } from "../text/edits";
import { recordEdits } from "./edits";
import { fixesOf, touchesGroundTruth } from "./fixesOf";
import { isBetter } from "./judge";

export interface FixOptions {
  /** Only fixes that never change what the model said. */
  readonly safeOnly: boolean;
  /** Only the findings of these rules; without it, those of all. */
  readonly rules?: ReadonlySet<string>;
  /** Only the findings of these samples; without it, those of all. */
  readonly only?: (sample: Sample) => boolean;
  /** Are ground truths allowed to change? */
  readonly groundTruth: boolean;
}

/** A record that was read and audited. */
export interface RecordToFix {
  readonly text: string;
  /** Number of the record in its file, from 0. */
  readonly index: number;
  readonly read: ReadRecord;
  readonly samples: readonly AuditedSample[];
  /** Gives the text of the record behind it; undefined if there is none, or none that is known. */
  readonly next?: RecordSurroundings["next"];
}

/** How the records of a file are read and audited. */
export interface FixedBy {
  readonly auditor: Auditor;
  readonly format: RecordFormat;
  audit(samples: readonly Sample[]): readonly AuditedSample[];
}

/** A fix that was made, and what it fixed. */
export interface MadeFix {
  readonly finding: Finding;
  readonly fix: Fix;
}

export interface FixedRecord {
  readonly text: string;
  readonly made: readonly MadeFix[];
  /** The record's samples before and after. */
  readonly before: readonly AuditedSample[];
  readonly after: readonly AuditedSample[];
  /**
   * Were there more fixes to try than the work limit of one record allows? The fixes that were made are complete; the
   * rest stays.
   */
  readonly unfinished: boolean;
}

/** The most rounds over a record: one round fixes what the fixes of the round before reveal. */
const maxRounds = 20;
/** The most fixes in one round; the others wait for the next. */
const maxAtOnce = 500;
/** If fixes do harm together, the most groups of them that are tried in one round. */
const maxTries = 50;
/**
 * Each try reads and audits the record again, so a try costs the record's length. The tries of one record add up to at
 * most this many characters; the first is always made.
 */
const usualBudget = 2_000_000;

/** How many more characters can be audited. */
class Budget {
  private left: number;
  private spent = false;

  constructor(private readonly whole: number) {
    this.left = whole;
  }

  /** Can a text of that length still be audited? */
  allows(length: number): boolean {
    const isFirst = this.left === this.whole;
    if (!isFirst && length > this.left) {
      this.spent = true;
      return false;
    }
    this.left -= length;
    return true;
  }

  /** There is more to try, and nothing more is tried. */
  spend(): void {
    this.spent = true;
  }

  get isSpent(): boolean {
    return this.spent;
  }
}

/**
 * Fixes everything in a record that can be fixed, until nothing changes any more. The record is audited again after
 * each round; a result that is not better than before (`isBetter`) is dropped. Of fixes whose edits touch one another,
 * the later ones wait for the next round.
 *
 * @param maxAudited the most characters to audit for it
 */
export function fixRecord(
  by: FixedBy,
  record: RecordToFix,
  options: FixOptions,
  maxAudited = usualBudget,
): FixedRecord {
  const before = record.samples;
  let now: State = { text: record.text, samples: before, problems: record.read.problems.length };
  const made: MadeFix[] = [];
  const budget = new Budget(maxAudited);
  for (let round = 0; round < maxRounds; round++) {
    const found = choose(by, now.samples, options);
    if (found.length === 0) break;
    const next = makeAll(by, record, now, found, budget) ?? makeThoseThatHelp(by, record, now, found, budget);
    if (next === undefined) break;
    made.push(...next.made.map(({ finding, fix }) => ({ finding, fix })));
    now = next.state;
  }
  return { text: now.text, made, before, after: now.samples, unfinished: budget.isSpent };
}

interface State {
  readonly text: string;
  readonly samples: readonly AuditedSample[];
  readonly problems: number;
}

interface Choice extends MadeFix {
  /** In the record's text. */
  readonly edits: readonly TextEdit[];
}

interface Round {
  readonly state: State;
  readonly made: readonly Choice[];
}

/** The first allowed fix of each finding, without those that touch an earlier one. */
function choose(by: FixedBy, samples: readonly AuditedSample[], options: FixOptions): Choice[] {
  const chosen: Choice[] = [];
  const taken: TextEdit[] = [];
  for (const sample of samples) {
    if (options.only?.(sample.sample) === false) continue;
    for (const finding of sample.findings) {
      if (options.rules?.has(finding.rule) === false) continue;
      const fix = fixesOf(finding, sample, by).find(
        (each) => (each.safe || !options.safeOnly) && (options.groundTruth || !touchesGroundTruth(each, sample)),
      );
      if (fix === undefined) continue;
      if (chosen.length === maxAtOnce) return chosen;
      const edits = recordEdits(fix);
      if (overlap(edits, taken)) continue;
      taken.push(...edits);
      chosen.push({ finding, fix, edits });
    }
  }
  return chosen;
}

function makeAll(
  by: FixedBy,
  record: RecordToFix,
  now: State,
  chosen: readonly Choice[],
  budget: Budget,
): Round | undefined {
  const text = applyEdits(
    now.text,
    chosen.flatMap(({ edits }) => edits),
  );
  if (text === now.text || !budget.allows(text.length)) return undefined;
  const state = readState(by, record, text);
  const fixed = chosen.map(({ finding }) => finding);
  return state.problems <= now.problems && isBetter(now.samples, state.samples, fixed)
    ? { state, made: chosen }
    : undefined;
}

/**
 * If fixes do harm together: those of them that help. What does harm is halved until the fix that does it stands alone,
 * so that one harmful fix among hundreds costs a dozen tries.
 */
function makeThoseThatHelp(
  by: FixedBy,
  record: RecordToFix,
  now: State,
  chosen: readonly Choice[],
  budget: Budget,
): Round | undefined {
  let made: readonly Choice[] = [];
  let state = now;
  // The next to try is last.
  const waiting = halves(chosen);
  for (let tries = 0; tries < maxTries; tries++) {
    const group = waiting.pop();
    if (group === undefined) break;
    const together = [...made, ...group];
    const text = applyEdits(
      now.text,
      together.flatMap(({ edits }) => edits),
    );
    if (text === state.text) continue;
    if (!budget.allows(text.length)) break;
    const next = readState(by, record, text);
    const fixed = group.map(({ finding }) => finding);
    if (next.problems <= now.problems && isBetter(state.samples, next.samples, fixed)) {
      made = together;
      state = next;
    } else if (group.length > 1) waiting.push(...halves(group));
  }
  if (made.length > 0) return { state, made };
  if (waiting.length > 0) budget.spend();
  return undefined;
}

/** The two halves of a group, the first one last. */
function halves(group: readonly Choice[]): Choice[][] {
  const middle = Math.ceil(group.length / 2);
  return [group.slice(middle), group.slice(0, middle)].filter((half) => half.length > 0);
}

/** Reads and audits a record's new text by the rules and the profile of its file. */
function readState(by: FixedBy, record: RecordToFix, text: string): State {
  const { samples, problems } = by.format.read(text, record.index, { next: record.next });
  return { text, samples: by.audit(samples), problems: problems.length };
}

import type { AuditedFile, AuditedRecord, AuditedSample } from "../audit/auditedFile";
import type { Finding } from "../model/finding";
import type { Fix } from "../model/fix";
import { applyEdits, overlap, type TextEdit } from "../text/edits";
import { recordEdits } from "./edits";
import { fixesOf, touchesGroundTruth } from "./fixesOf";
import { isBetter } from "./judge";

export interface FixOptions {
  /** Only fixes that never change what the model said. */
  readonly safeOnly: boolean;
  /** Only the findings of these rules; without it, those of all. */
  readonly rules?: ReadonlySet<string>;
  /** May ground truths be changed? */
  readonly groundTruth: boolean;
}

/** A fix that was made, and what it mended. */
export interface MadeFix {
  readonly finding: Finding;
  readonly fix: Fix;
}

export interface FixedRecord {
  readonly text: string;
  readonly made: readonly MadeFix[];
  /** The record's samples as they were and as they are. */
  readonly before: readonly AuditedSample[];
  readonly after: readonly AuditedSample[];
}

/** A record is gone over at most this often: what one fix brings to light, the next round mends. */
const mostRounds = 20;
/** In one round at most so many fixes are made; the others wait for the next. */
const mostAtOnce = 500;
/** Where fixes do harm together, at most so many are tried one by one. */
const mostTries = 50;

/**
 * Repairs all of a record that can be repaired, until nothing more changes. Each round is audited anew; what is not better
 * than before (`isBetter`) is not kept. Fixes whose edits touch one another wait for the next round.
 */
export function fixRecord(file: AuditedFile, record: AuditedRecord, options: FixOptions): FixedRecord {
  const before = record.samples;
  let now: State = { text: file.textOf(record.span), samples: before, problems: record.read.problems.length };
  const made: MadeFix[] = [];
  for (let round = 0; round < mostRounds; round++) {
    const found = choose(file, now.samples, options);
    if (found.length === 0) break;
    const next = makeAll(file, record, now, found) ?? makeOneByOne(file, record, now, found);
    if (next === undefined) break;
    made.push(...next.made.map(({ finding, fix }) => ({ finding, fix })));
    now = next.state;
  }
  return { text: now.text, made, before, after: now.samples };
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

/** The first allowed fix of each finding, those left out that touch an earlier one. */
function choose(file: AuditedFile, samples: readonly AuditedSample[], options: FixOptions): Choice[] {
  const chosen: Choice[] = [];
  const taken: TextEdit[] = [];
  for (const sample of samples) {
    for (const finding of sample.findings) {
      if (options.rules?.has(finding.rule) === false) continue;
      const fix = fixesOf(finding, sample, file).find(
        (each) => (each.safe || !options.safeOnly) && (options.groundTruth || !touchesGroundTruth(each, sample)),
      );
      if (fix === undefined) continue;
      if (chosen.length === mostAtOnce) return chosen;
      const edits = recordEdits(fix);
      if (overlap(edits, taken)) continue;
      taken.push(...edits);
      chosen.push({ finding, fix, edits });
    }
  }
  return chosen;
}

function makeAll(file: AuditedFile, record: AuditedRecord, now: State, chosen: readonly Choice[]): Round | undefined {
  const text = applyEdits(
    now.text,
    chosen.flatMap(({ edits }) => edits),
  );
  if (text === now.text) return undefined;
  const state = readState(file, record, text);
  const fixed = chosen.map(({ finding }) => finding);
  return state.problems <= now.problems && isBetter(now.samples, state.samples, fixed)
    ? { state, made: chosen }
    : undefined;
}

/** Of fixes that do harm together, those that do good. */
function makeOneByOne(
  file: AuditedFile,
  record: AuditedRecord,
  now: State,
  chosen: readonly Choice[],
): Round | undefined {
  const made: Choice[] = [];
  let state = now;
  for (const choice of chosen.slice(0, mostTries)) {
    const text = applyEdits(
      now.text,
      [...made, choice].flatMap(({ edits }) => edits),
    );
    if (text === state.text) continue;
    const next = readState(file, record, text);
    if (next.problems > now.problems || !isBetter(state.samples, next.samples, [choice.finding])) continue;
    made.push(choice);
    state = next;
  }
  return made.length === 0 ? undefined : { state, made };
}

/** Reads and audits a record's new text by the rules and the profile of its file. */
function readState(file: AuditedFile, record: AuditedRecord, text: string): State {
  const { samples, problems } = file.format.read(text, record.index);
  return { text, samples: file.audit(samples), problems: problems.length };
}

/** Breaks well-formed traces in one place each and measures how often `fix --safe` brings them back. */
import { AuditedFile, type AuditedRecord, type AuditedSample } from "../../server/core/audit/auditedFile";
import { Facts } from "../../server/core/facts/facts";
import { fixRecord } from "../../server/core/fixing/fixRecord";
import type { Part, PartRole } from "../../server/core/model/sample";
import { builtInProfiles } from "../../server/core/profiles/builtIn";
import { recogniseFile } from "../../server/core/records/reading/recogniseFile";
import { isFailure, type Reward } from "../../server/core/rewards";
import { PlainSourceMap } from "../../server/core/text/sourceMap";
import { Random } from "../support/random";
import { strictAuditor } from "../support/strictAuditor";
import { faults } from "./faults";
import { parserOf } from "./laws";

export interface FaultTally {
  tried: number;
  /** Full format reward after the fix. */
  format: number;
  /** The exact text from before the fault. */
  exact: number;
  /** Rewards that the fix lowered. */
  lowered: number;
  /** The first trace that did not come back: broken, and what became of it. */
  first: { readonly broken: string; readonly fixed: string } | undefined;
}

const toolrl = builtInProfiles.find(({ name }) => name === "toolrl")!;
const auditor = strictAuditor();

/** Is it what the scorer gives all of the format reward, and nothing that the rules call an error? */
export function isWellFormed(trace: string): boolean {
  const { sample, file } = read(trace);
  const reward = rewardOf(trace, trace);
  return (
    file.profile !== undefined &&
    reward !== undefined &&
    isFull(reward) &&
    sample.findings.every(({ severity }) => severity !== "error")
  );
}

/** Puts each kind of fault into each trace, and fixes it without a ground truth. */
export function measureFaults(traces: readonly string[], seed: number): Map<string, FaultTally> {
  const tallies = new Map<string, FaultTally>();
  for (const [kind, fault] of Object.entries(faults)) {
    const tally: FaultTally = { tried: 0, format: 0, exact: 0, lowered: 0, first: undefined };
    tallies.set(kind, tally);
    traces.forEach((trace, i) => {
      const broken = fault(trace, Random.of(seed, i));
      if (broken === undefined) return;
      const fixed = fix(broken);
      const [before, after] = [rewardOf(broken, trace), rewardOf(fixed, trace)];
      tally.tried++;
      if (after !== undefined && isFull(after)) tally.format++;
      if (fixed === trace) tally.exact++;
      else tally.first ??= { broken, fixed };
      if ((after?.total ?? -Infinity) < (before?.total ?? -Infinity)) tally.lowered++;
    });
  }
  return tallies;
}

/** Each kind weighs the same, however many traces have room for it. */
export function shareOf(tallies: Iterable<FaultTally>, count: (tally: FaultTally) => number): number {
  const shares = [...tallies].filter(({ tried }) => tried > 0).map((tally) => count(tally) / tally.tried);
  return shares.reduce((sum, share) => sum + share, 0) / shares.length;
}

/** The trace as a line of a rollout dump, escapes and all. */
function read(trace: string): { file: AuditedFile; record: AuditedRecord; sample: AuditedSample } {
  const text = JSON.stringify({ input: "", output: trace, score: 0, step: 1 });
  const format = recogniseFile(text, undefined)!.format;
  const file = new AuditedFile(auditor, format, text, { profile: toolrl, reason: "the test says so" });
  const record = file.records[0]!;
  return { file, record, sample: record.samples[0]! };
}

function fix(broken: string): string {
  const { file, record } = read(broken);
  const { text } = fixRecord(file, record, { safeOnly: true, groundTruth: false });
  return (JSON.parse(text) as { output: string }).output;
}

function rewardOf(completion: string, groundTruth: string): Reward | undefined {
  const part = (role: PartRole, text: string): Part => ({ role, text, source: new PlainSourceMap(0, text.length) });
  const { sample } = read(completion).sample;
  const scored = {
    ...sample,
    completion: part("completion", completion),
    groundTruth: part("ground_truth", groundTruth),
  };
  const { reward } = new Facts(scored, toolrl, parserOf(toolrl));
  return reward === undefined || isFailure(reward) ? undefined : reward;
}

function isFull({ parts }: Reward): boolean {
  return parts.every((part) => part.id !== "format" || part.value === part.max);
}

import type { Dialect } from "../dialects/marks";
import type { Sample } from "../model/sample";
import { leftBehind } from "./leftBehind";
import { withCallsIn } from "./plainSamples";
import type { Target } from "./target";
import { chatTarget } from "./targets/chat";
import { shareGptTarget } from "./targets/shareGpt";
import { traceTarget } from "./targets/trace";
import { verlTarget } from "./targets/verl";

/** The target formats. `jsonl` is not among them: it keeps the record's own format. */
export const targets: readonly Target[] = [chatTarget, shareGptTarget, verlTarget, traceTarget];

export { recordLines } from "./recordLines";

export function targetNamed(id: string): Target | undefined {
  return targets.find((target) => target.id === id);
}

/** A record in another format. */
export interface ConvertedRecord {
  /** With its line ends. */
  readonly text: string;
  /** What the format has no place for, by kind, for people. Empty if reading it gives equal samples. */
  readonly leftBehind: readonly string[];
}

/**
 * Writes a record's samples in another format and reads them again; what does not come back is reported as left behind.
 *
 * @param calls the dialect that the model's calls are written in; undefined leaves them as they are
 */
export function convertSamples(samples: readonly Sample[], target: Target, calls?: Dialect): ConvertedRecord {
  const given = calls === undefined ? samples : withCallsIn(calls, samples);
  const text = target.write(given);
  return { text, leftBehind: leftBehind(given, target.read(text)) };
}

import type { Verdict } from "../../core/model/sample";
import type { VerdictByReading } from "../../core/readings/verdictByReading";
import { explainParts, explainReward, type ComputedPart, type QuickReward, type Reward } from "../../core/rewards";

/** The keys that begin each line. */
export interface LineHead {
  readonly file: string;
  readonly record: number;
  readonly trace: number;
  readonly id: string | undefined;
}

/**
 * A line with numbers only. The keys and their order are public: docs/guides/cli.md. Built by hand because there may be
 * hundreds of thousands: JSON.stringify of the object takes several times as long.
 *
 * @param file the file's name as JSON
 */
export function quickLine(head: LineHead, file: string, { options, step, total, parts }: QuickReward): string {
  let line = `{"file":${file},"record":${head.record},"trace":${head.trace}`;
  if (head.id !== undefined) line += `,"id":${JSON.stringify(head.id)}`;
  for (const name in options) line += `,"${name}":"${options[name] ?? ""}"`;
  line += `,"step":${json(step)},"score":${json(total)}`;
  for (const name in parts) line += `,"${name}":${json(parts[name] ?? 0)}`;
  return `${line}}`;
}

/** A number in JSON, which has neither NaN nor infinities. */
function json(value: number): string {
  return Number.isFinite(value) ? String(value) : "null";
}

/** A line for any reward: a judge's with its readings, others with their components by name. */
export function rewardLine(head: LineHead, name: string | null, reward: Reward, explain: boolean): string {
  const object = objectOf(head, name, reward);
  return JSON.stringify(explain ? { ...object, explain: explainReward(reward) } : object);
}

function objectOf(head: LineHead, name: string | null, { options, parts, total, step, columns }: Reward): object {
  const { file, record, trace, id } = head;
  const components = Object.fromEntries(parts.map((part) => [part.id, part.value]));
  if (columns !== undefined) {
    const named = columns.map((column) => [column, components[column] ?? 0] as const);
    return { file, record, trace, id, ...options, step, score: total, ...Object.fromEntries(named) };
  }
  const verdict = parts.find((part) => part.verdict !== undefined)?.verdict;
  if (verdict !== undefined) {
    const { readings, gold } = verdict;
    const read = Object.fromEntries(Object.values(readings).map((one) => [one.name, one.verdict ?? null]));
    return { file, record, trace, id, verdict: read, gold, score: total, ...(parts.length > 1 ? { components } : {}) };
  }
  return { file, record, trace, id, reward: name, step, score: total, components };
}

/**
 * A line if no reward is known: the components that can be computed, unweighted; for a judge's answer, its verdict as
 * read.
 *
 * @param undecided names of recorded parts whose function is known, and which the record does not decide
 */
export function unrewardedLine(
  { file, record, trace, id }: LineHead,
  parts: readonly ComputedPart[],
  undecided: readonly string[],
  explain: boolean,
  judged?: { readonly verdict: VerdictByReading; readonly gold: Verdict | undefined },
): string {
  const components = Object.fromEntries(parts.map(({ id: name, value }) => [name, value]));
  const open = undecided.length === 0 ? {} : { undecided };
  const object = { file, record, trace, id, ...judged, reward: null, score: null, components, ...open };
  return JSON.stringify(explain ? { ...object, explain: explainParts(parts) } : object);
}

/**
 * A reward that the record does not decide: the line has no number, because nobody knows one.
 *
 * @param why said if the reward is to be explained
 */
export function undecidedLine(
  { file, record, trace, id }: LineHead,
  reward: string | null,
  name: string,
  why: string | undefined,
): string {
  const explain = why === undefined ? {} : { explain: [why] };
  return JSON.stringify({
    file,
    record,
    trace,
    id,
    reward,
    score: null,
    components: {},
    undecided: [name],
    ...explain,
  });
}

/** A trace that cannot be scored, and why. */
export function errorLine({ file, record, trace, id }: LineHead, error: { code: string; message: string }): string {
  const { code, message } = error;
  return JSON.stringify({ file, record, trace, id, error: { code, message } });
}

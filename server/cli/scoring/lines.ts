import type { Reward } from "../../core/rewards";
import { explainReward } from "../../core/rewards";
import type { ToolRLNumbers, ToolRLVariant } from "../../core/rewards/toolrl";

/** The keys by which each line begins. */
export interface LineHead {
  readonly file: string;
  readonly record: number;
  readonly trace: number;
  readonly id: string | undefined;
}

/**
 * A line of ToolRL's reward. The keys and their order are public: docs/guides/cli.md. Written by hand since there may be
 * hundreds of thousands: JSON.stringify of the object takes several times as long.
 *
 * @param file the file's name as JSON
 */
export function toolrlLine(
  head: LineHead,
  file: string,
  variant: ToolRLVariant,
  step: number,
  numbers: ToolRLNumbers,
): string {
  const { score, format, correctness, length } = numbers;
  const id = head.id === undefined ? "" : `,"id":${JSON.stringify(head.id)}`;
  return `{"file":${file},"record":${head.record},"trace":${head.trace}${id},"variant":"${variant}","step":${json(step)},"score":${json(score)},"format":${json(format)},"correctness":${json(correctness)},"length":${json(length)}}`;
}

/** A number as JSON has it, which knows neither NaN nor infinities. */
function json(value: number): string {
  return Number.isFinite(value) ? String(value) : "null";
}

function toolrlObject(head: LineHead, variant: ToolRLVariant, step: number, numbers: ToolRLNumbers): object {
  const { file, record, trace, id } = head;
  const { score, format, correctness, length } = numbers;
  return { file, record, trace, id, variant, step, score, format, correctness, length };
}

/** A line of any reward: a judge's with its readings, others with their components by name. */
export function rewardLine(head: LineHead, reward: Reward, explain: boolean): string {
  const object = objectOf(head, reward);
  return JSON.stringify(explain ? { ...object, explain: explainReward(reward) } : object);
}

function objectOf(head: LineHead, reward: Reward): object {
  const { toolrl, verdict, parts, total, step } = reward;
  const { file, record, trace, id } = head;
  const isToolRL = toolrl !== undefined && parts.every((part) => ["format", "correctness", "length"].includes(part.id));
  if (isToolRL && toolrl.score === total) return toolrlObject(head, toolrl.variant, toolrl.step, toolrl);
  const components = Object.fromEntries(parts.map((part) => [part.id, part.value]));
  if (verdict !== undefined) {
    const { readings, gold } = verdict;
    const read = {
      parsed: readings.parsed.verdict ?? null,
      train: readings.train.verdict ?? null,
      eval: readings.eval.verdict ?? null,
      sftFilter: readings.sftFilter.verdict ?? null,
    };
    return { file, record, trace, id, verdict: read, gold, score: total, ...(parts.length > 1 ? { components } : {}) };
  }
  return { file, record, trace, id, step, score: total, components };
}

/** A trace that cannot be scored, and why. */
export function errorLine({ file, record, trace }: LineHead, error: { code: string; message: string }): string {
  const { code, message } = error;
  return JSON.stringify({ file, record, trace, error: { code, message } });
}

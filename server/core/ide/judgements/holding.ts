import type { Judgement, JudgementState } from "../../judge/flow/judgement";
import { judgedSample } from "../../judge/report/judgedSample";
import type { Sample, Verdict } from "../../model/sample";

/** The combined result of one model's judgements on a sample. */
export interface Holding {
  readonly model: string;
  /**
   * In the record's words: `A`, `B`, `tie`, `right`, `wrong`, or a rating; undefined if there is none, or the orders
   * differ.
   */
  readonly choice: string | undefined;
  /** For pairs: were both orders asked, and did they give the same verdict? */
  readonly orders: "one" | "agree" | "differ" | undefined;
  /** The state of judgements from which no verdict can be read; undefined if every one has a verdict. */
  readonly unread: JudgementState | undefined;
}

/**
 * The combined result of a model's judgements: those with the prompt that it was last asked with, else those of the
 * latest model.
 */
export function holdingOf(
  judgements: readonly Judgement[],
  sample: Sample,
  model: string | undefined,
): Holding | undefined {
  const last = judgements.findLast(({ entry }) => entry.model === model) ?? judgements.at(-1);
  if (last === undefined) return undefined;
  const { entry } = last;
  const own = judgements.filter((one) => one.entry.model === entry.model && one.entry.promptHash === entry.promptHash);
  const { orders, ratings } = judgedSample(entry.model, own, sample, undefined);
  const choices = new Set(orders.map(({ choice }) => choice));
  const [choice] = choices;
  const isPair = orders.some(({ order }) => order !== undefined);
  const rating = ratings.length === 0 ? undefined : String(mean(ratings));
  return {
    model: entry.model,
    choice: choices.size === 1 ? (rating ?? choice) : undefined,
    orders: !isPair ? undefined : orders.length < 2 ? "one" : choices.size === 1 ? "agree" : "differ",
    unread: own.find(({ state }) => state !== "ok")?.state,
  };
}

/** Does the verdict differ from the record's own? False if one of the two is not known. */
export function isFlipped({ choice }: Pick<Holding, "choice">, own: Verdict | undefined): boolean {
  return own !== undefined && choice !== undefined && choice !== own;
}

function mean(numbers: readonly number[]): number {
  return Math.round((numbers.reduce((sum, each) => sum + each, 0) / numbers.length) * 100) / 100;
}

import type { Judgement, JudgementState } from "../../judge/flow/judgement";
import { judgedSample } from "../../judge/report/judgedSample";
import type { Sample, Verdict } from "../../model/sample";

/** What one model's judgements of a sample come to. */
export interface Holding {
  readonly model: string;
  /** In the record's words: `A`, `B`, `tie`, `right`, `wrong`, or a rating; undefined where there is none, or the orders differ. */
  readonly choice: string | undefined;
  /** Of pairs: was it asked in both orders, and did they come to the same? */
  readonly orders: "one" | "agree" | "differ" | undefined;
  /** What became of those from which no verdict can be read; undefined where one could be read of each. */
  readonly unread: JudgementState | undefined;
  /** How many judgements there are of the sample, other models' too. */
  readonly count: number;
}

/** What a model's judgements come to: those by the prompt that it was last asked by, else those of the latest model. */
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
    count: judgements.length,
  };
}

/** Is the verdict another one than the record's own? Not where one of the two is not known. */
export function isFlipped({ choice }: Pick<Holding, "choice">, own: Verdict | undefined): boolean {
  return own !== undefined && choice !== undefined && choice !== own;
}

function mean(numbers: readonly number[]): number {
  return Math.round((numbers.reduce((sum, each) => sum + each, 0) / numbers.length) * 100) / 100;
}

import {
  cohenKappa,
  gwetAC1,
  krippendorffAlpha,
  largestShare,
  type AC1,
  type Alpha,
  type Kappa,
  type Undefined,
} from "../../statistics/agreement";
import { calibration, type CalibrationFigures } from "../../statistics/calibration";
import { clustered, shareInterval } from "../../statistics/clusters";
import { binomialAtHalf, fisherExact } from "../../statistics/exactTests";
import { lengthFigures, type LengthFigures, type SizedPair } from "../../statistics/length";
import { sum } from "../../statistics/numeric";
import { orderFigures, type OrderFigures } from "../../statistics/orders";
import { proportion, type Interval } from "../../statistics/proportion";
import type { JudgementState } from "../flow/judgement";
import { pairChoice, type JudgedSample, type OrderVerdict } from "./judgedSample";

/** How often a judge is right. */
export interface Accuracy {
  readonly right: number;
  readonly n: number;
  readonly value: number | undefined;
  /** 95 %: Wilson if each sample counts once, by clusters if both its orders count and the samples differ. */
  readonly interval: Interval | undefined;
}

export interface VoteShares {
  /** Undefined if all votings stopped early. */
  readonly meanShare: number | undefined;
  /** How often two repeats of one question differ, on the mean. */
  readonly flipRate: number | undefined;
  readonly n: number;
  readonly stoppedEarly: number;
}

/** The figures of one model. Each with its n; undefined figures are absent. */
export interface ModelFigures {
  readonly model: string;
  readonly subset: string | undefined;
  readonly samples: number;
  /** Judgements by state: those that failed or cannot be read are neither a loss nor a tie, but are counted here. */
  readonly states: Readonly<Partial<Record<JudgementState, number>>>;
  /** Of verdicts whose gold label is known; a tie is not right. */
  readonly accuracy: Accuracy;
  /** If both orders were asked. */
  readonly orders: OrderFigures | undefined;
  /** If one order was asked: Fisher's exact test of right and wrong by the slot of the gold response. */
  readonly slots: { readonly first: Accuracy; readonly second: Accuracy; readonly p: number } | undefined;
  /**
   * If there were several votes: the majority's mean share of them, and how many votings stopped early: their share is
   * only a bound, so they count neither in it nor in the calibration.
   */
  readonly votes: VoteShares | undefined;
  readonly calibration: CalibrationFigures | undefined;
  readonly length: LengthFigures | undefined;
  readonly ratings: { readonly mean: number; readonly n: number } | undefined;
}

/** Two models compared, on samples that both judged. */
export interface PairFigures {
  readonly models: readonly [string, string];
  readonly n: number;
  readonly kappa: Kappa | Undefined;
  /** McNemar's exact test: samples that only the first judged right, and that only the second judged right. */
  readonly mcNemar: { readonly first: number; readonly second: number; readonly p: number } | undefined;
}

export interface AgreementReport {
  readonly models: readonly ModelFigures[];
  readonly pairs: readonly PairFigures[];
  /** Over all models; `ac1` if one label has more than 80 % of the verdicts. */
  readonly panel: { readonly alpha: Alpha | Undefined; readonly ac1: AC1 | Undefined | undefined } | undefined;
}

/** The figures of agreement over judged samples, those of one model together or of one model and subset. */
export function agreementReport(samples: readonly JudgedSample[], bySubset: boolean): AgreementReport {
  const models = [...new Set(samples.map(({ model }) => model))];
  const subsets = bySubset ? [...new Set(samples.map(({ subset }) => subset))] : [undefined];
  const figures = models.flatMap((model) =>
    subsets.flatMap((subset) => {
      const own = samples.filter((sample) => sample.model === model && (!bySubset || sample.subset === subset));
      return own.length === 0 ? [] : [modelFigures(model, subset, own)];
    }),
  );
  const byKey = new Map<string, Map<string, JudgedSample>>();
  for (const sample of samples) {
    const known = byKey.get(sample.key) ?? new Map<string, JudgedSample>();
    byKey.set(sample.key, known.set(sample.model, sample));
  }
  const rows = [...byKey.values()];
  return {
    models: figures,
    pairs: models.flatMap((first, i) => models.slice(i + 1).map((second) => pairFigures(first, second, rows))),
    panel: models.length < 2 ? undefined : panelFigures(models, rows),
  };
}

function modelFigures(model: string, subset: string | undefined, samples: readonly JudgedSample[]): ModelFigures {
  const states: Partial<Record<JudgementState, number>> = {};
  for (const sample of samples) {
    for (const [state, count] of Object.entries(sample.states) as [JudgementState, number][]) {
      states[state] = (states[state] ?? 0) + count;
    }
  }
  const both = samples.filter(({ orders }) => orders.length === 2);
  const voted = samples.flatMap(({ orders }) => orders.filter(({ votes }) => votes > 1));
  const ratings = samples.flatMap((sample) => sample.ratings);
  const claims = samples.flatMap(({ gold, orders }) =>
    orders.flatMap(({ choice, confidence }) =>
      choice === undefined || confidence === undefined || gold === undefined
        ? []
        : [{ confidence, right: choice === gold }],
    ),
  );
  const sized = samples.flatMap(sizedPair);
  return {
    model,
    subset,
    samples: samples.length,
    states,
    accuracy: accuracyOf(samples),
    orders:
      both.length === 0
        ? undefined
        : orderFigures(
            both.map(({ orders, gold }) => ({ AB: choiceIn(orders, "AB"), BA: choiceIn(orders, "BA"), gold })),
          ),
    slots: slotFigures(samples),
    votes: voteShares(voted),
    calibration: calibration(claims),
    length: sized.length === 0 ? undefined : lengthFigures(sized),
    ratings: ratings.length === 0 ? undefined : { mean: sum(ratings) / ratings.length, n: ratings.length },
  };
}

function voteShares(voted: readonly OrderVerdict[]): VoteShares | undefined {
  if (voted.length === 0) return undefined;
  const flips = voted.flatMap((voting) => voting.flips ?? []);
  const shares = voted.flatMap(({ stoppedEarly, confidence = 0 }) => (stoppedEarly ? [] : [confidence]));
  return {
    meanShare: shares.length === 0 ? undefined : sum(shares) / shares.length,
    flipRate: flips.length === 0 ? undefined : sum(flips) / flips.length,
    n: shares.length,
    stoppedEarly: voted.length - shares.length,
  };
}

function choiceIn(orders: readonly OrderVerdict[], wanted: "AB" | "BA"): ReturnType<typeof pairChoice> {
  return pairChoice(orders.find(({ order }) => order === wanted)?.choice);
}

function accuracyOf(samples: readonly JudgedSample[]): Accuracy {
  const clusters = samples.flatMap(({ gold, orders }) => {
    const read = gold === undefined ? [] : orders.filter(({ choice }) => pairChoice(choice) !== undefined);
    return read.length === 0 ? [] : [{ x: read.filter(({ choice }) => choice === gold).length, n: read.length }];
  });
  const right = sum(clusters.map(({ x }) => x));
  const n = sum(clusters.map((cluster) => cluster.n));
  const plain = proportion(right, n);
  const whole = clusters.every((cluster) => cluster.n === 1) ? undefined : clustered(clusters);
  if (whole === undefined) return { right, n, value: plain.value, interval: plain.interval };
  return { right, n, value: whole.value, interval: shareInterval(whole, n) };
}

function slotFigures(samples: readonly JudgedSample[]): ModelFigures["slots"] {
  const table: [[number, number], [number, number]] = [
    [0, 0],
    [0, 0],
  ];
  for (const { gold, orders } of samples) {
    const [only] = orders;
    const choice = pairChoice(only?.choice);
    if (gold === undefined || orders.length !== 1 || choice === undefined || only?.order === undefined) continue;
    const slot = (gold === "A") === (only.order === "AB") ? 0 : 1;
    table[slot][choice === gold ? 0 : 1]++;
  }
  const [[a, b], [c, d]] = table;
  if (a + b === 0 || c + d === 0) return undefined;
  const accuracy = (right: number, wrong: number): Accuracy => ({ ...proportion(right, right + wrong), right });
  return { first: accuracy(a, b), second: accuracy(c, d), p: fisherExact(table) };
}

function sizedPair({ gold, orders, lengths }: JudgedSample): SizedPair[] {
  const [only] = orders;
  const choice = only?.choice;
  if (gold === undefined || lengths === undefined || (choice !== "A" && choice !== "B")) return [];
  // With both orders, the choice counts only if they agree on it.
  if (orders.some((other) => other.choice !== choice)) return [];
  return [{ lengthA: lengths.a, lengthB: lengths.b, choice, gold }];
}

/** A model's verdict on a sample: the choice on which all its orders agree, else a tie. */
function settled(sample: JudgedSample | undefined): string | undefined {
  const [first] = sample?.orders ?? [];
  if (first?.choice === undefined) return undefined;
  return sample?.orders.every(({ choice }) => choice === first.choice) === true ? first.choice : "tie";
}

function pairFigures(first: string, second: string, rows: readonly ReadonlyMap<string, JudgedSample>[]): PairFigures {
  const both = rows.flatMap((row) => {
    const [one, other] = [settled(row.get(first)), settled(row.get(second))];
    return one === undefined || other === undefined ? [] : [{ one, other, gold: row.get(first)?.gold }];
  });
  const labels = [...new Set(both.flatMap(({ one, other }) => [one, other]))].sort();
  const table = labels.map((i) => labels.map((j) => both.filter(({ one, other }) => one === i && other === j).length));
  const known = both.filter(({ gold }) => gold !== undefined);
  const b = known.filter(({ one, other, gold }) => one === gold && other !== gold).length;
  const c = known.filter(({ one, other, gold }) => one !== gold && other === gold).length;
  return {
    models: [first, second],
    n: both.length,
    kappa: cohenKappa(table),
    mcNemar: known.length === 0 ? undefined : { first: b, second: c, p: binomialAtHalf(b, c) },
  };
}

function panelFigures(
  models: readonly string[],
  rows: readonly ReadonlyMap<string, JudgedSample>[],
): AgreementReport["panel"] {
  const units = rows.map((row) => models.map((model) => settled(row.get(model))));
  return { alpha: krippendorffAlpha(units), ac1: largestShare(units) > 0.8 ? gwetAC1(units) : undefined };
}

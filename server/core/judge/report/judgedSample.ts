import type { Sample, Verdict } from "../../model/sample";
import type { Judgement, JudgementState } from "../flow/judgement";
import { countVotes } from "../../statistics/votes";
import type { Choice } from "../../statistics/orders";
import type { Order } from "../history/entry";

/** One model's verdict on one sample in one order, all its votes together. */
export interface OrderVerdict {
  readonly order: Order | undefined;
  /** The majority; undefined if nothing can be read, or the votes tie. */
  readonly choice: string | undefined;
  readonly votes: number;
  /** Did voting stop once it was decided? Then the choice is exact, but its share is only a bound. */
  readonly stoppedEarly: boolean;
  /**
   * The choice's share of the votes; for one vote, from its probabilities. Undefined if neither is known, or voting
   * stopped early.
   */
  readonly confidence: number | undefined;
  /** How often two of its votes differ; undefined if there are not two, or voting stopped early. */
  readonly flips: number | undefined;
}

/** A sample with what the figures need: small, so that many fit in memory. */
export interface JudgedSample {
  readonly model: string;
  readonly key: string;
  /** If figures are wanted for parts of the files. */
  readonly subset: string | undefined;
  readonly gold: Verdict | undefined;
  readonly states: Readonly<Partial<Record<JudgementState, number>>>;
  readonly orders: readonly OrderVerdict[];
  /** Ratings, if the prompt asks for them. */
  readonly ratings: readonly number[];
  readonly lengths: { readonly a: number; readonly b: number } | undefined;
}

/** Combines a model's judgements on a sample. */
export function judgedSample(
  model: string,
  judgements: readonly Judgement[],
  sample: Sample,
  subset: string | undefined,
): JudgedSample {
  const states: Partial<Record<JudgementState, number>> = {};
  for (const { state } of judgements) states[state] = (states[state] ?? 0) + 1;
  const orders = [...new Set(judgements.map(({ entry }) => entry.order))];
  const { responses, attributes } = sample;
  return {
    model,
    key: judgements[0]?.entry.sample ?? "",
    subset,
    gold: attributes.gold,
    states,
    orders: orders.map((order) => verdictIn(order, judgements)),
    ratings: judgements.flatMap(({ choice }) => (typeof choice === "number" ? [choice] : [])),
    lengths: responses && { a: responses.a.text.length, b: responses.b.text.length },
  };
}

function verdictIn(order: Order | undefined, judgements: readonly Judgement[]): OrderVerdict {
  const votes = judgements.filter(({ entry }) => entry.order === order);
  const { majority, share, flips, valid } = countVotes(
    votes.map(({ choice }) => (choice === undefined ? undefined : String(choice))),
  );
  const wanted = Math.max(0, ...votes.map(({ entry }) => entry.votesWanted ?? 0));
  const stoppedEarly = new Set(votes.map(({ entry }) => entry.repeat)).size < wanted;
  const confidence = stoppedEarly ? undefined : valid > 1 ? share : votes[0]?.confidence;
  return { order, choice: majority, votes: valid, stoppedEarly, confidence, flips: stoppedEarly ? undefined : flips };
}

/** A choice between the two responses; undefined for any other verdict. */
export function pairChoice(choice: string | undefined): Choice | undefined {
  return choice === "A" || choice === "B" || choice === "tie" ? choice : undefined;
}

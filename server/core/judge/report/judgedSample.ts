import type { Sample, Verdict } from "../../model/sample";
import type { Judgement, JudgementState } from "../flow/judgement";
import { countVotes } from "../../statistics/votes";
import type { Choice } from "../../statistics/orders";
import type { Order } from "../history/entry";

/** What one model said of one sample in one order, all its votes together. */
export interface OrderVerdict {
  readonly order: Order | undefined;
  /** The majority; undefined where nothing can be read, or the votes tie. */
  readonly choice: string | undefined;
  readonly votes: number;
  /** Share of the votes that the choice has; of one vote, what its probabilities say. Undefined where neither is known. */
  readonly confidence: number | undefined;
}

/** A sample as the figures see it: small, so that many of them can be held. */
export interface JudgedSample {
  readonly model: string;
  readonly key: string;
  /** Where figures are wanted for parts of the files. */
  readonly subset: string | undefined;
  readonly gold: Verdict | undefined;
  readonly states: Readonly<Partial<Record<JudgementState, number>>>;
  readonly orders: readonly OrderVerdict[];
  /** Ratings, where the prompt asks for them. */
  readonly ratings: readonly number[];
  readonly lengths: { readonly a: number; readonly b: number } | undefined;
}

/** Puts a model's judgements on a sample together. */
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
  const { majority, share, valid } = countVotes(
    votes.map(({ choice }) => (choice === undefined ? undefined : String(choice))),
  );
  return { order, choice: majority, votes: valid, confidence: valid > 1 ? share : votes[0]?.confidence };
}

/** A choice between the two responses; undefined for everything else that a judge may say. */
export function pairChoice(choice: string | undefined): Choice | undefined {
  return choice === "A" || choice === "B" || choice === "tie" ? choice : undefined;
}

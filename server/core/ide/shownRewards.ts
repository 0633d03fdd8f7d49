import type { AuditedSample } from "../audit/auditedFile";
import { breakdownOf, ownBreakdown, type Breakdown, type OwnBreakdown } from "../views/reward";
import type { Facts } from "../facts/facts";
import type { Location } from "../model/finding";
import type { OwnAnswer } from "../rewards/ownScorer";
import type { OwnScores } from "./ownScores";

/**
 * The rewards as editors show them.
 *
 * Each is made once for a version of a sample: facts live as long as the sample is not edited, and so does what is kept
 * here of them.
 */
export class ShownRewards {
  private readonly made = new WeakMap<Facts, { readonly breakdown: Breakdown<Location> | undefined }>();
  private readonly madeOwn = new WeakMap<Facts, MadeOwn>();

  constructor(private readonly ownScores: OwnScores) {}

  /** What is to be told of a sample's reward; undefined where there is nothing. */
  breakdown({ facts }: AuditedSample): Breakdown<Location> | undefined {
    let made = this.made.get(facts);
    if (made === undefined) this.made.set(facts, (made = { breakdown: breakdownOf(facts, facts.reward) }));
    return made.breakdown;
  }

  /** What a team's own scorer says of a sample of that document; undefined where it was not asked. */
  own(uri: string, { facts, sample }: AuditedSample): OwnBreakdown | undefined {
    const { generation } = this.ownScores;
    const known = this.madeOwn.get(facts);
    if (known?.generation === generation) return known.own;
    const answer = this.ownScores.of(uri, sample);
    const isSame = known !== undefined && known.answer === answer;
    const own = isSame ? known.own : answer && ownBreakdown(answer, facts);
    this.madeOwn.set(facts, { generation, answer, own });
    return own;
  }
}

interface MadeOwn {
  /** Of the answers when it was made. */
  readonly generation: number;
  readonly answer: OwnAnswer | undefined;
  readonly own: OwnBreakdown | undefined;
}

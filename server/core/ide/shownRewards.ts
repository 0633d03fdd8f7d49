import type { AuditedSample } from "../audit/auditedFile";
import { breakdownOf, ownBreakdown, type Breakdown, type OwnBreakdown } from "../views/reward";
import type { Facts } from "../facts/facts";
import type { Location } from "../model/finding";
import type { OwnAnswer } from "../rewards/ownScorer";
import type { OwnScores } from "./ownScores";

/**
 * The rewards as editors show them.
 *
 * Each is computed once for a version of a sample: facts live until the sample is edited, and so does what is cached
 * here for them.
 */
export class ShownRewards {
  private readonly made = new WeakMap<Facts, { readonly breakdown: Breakdown<Location> | undefined }>();
  private readonly madeOwn = new WeakMap<Facts, MadeOwn>();

  constructor(private readonly ownScores: OwnScores) {}

  /** The breakdown of a sample's reward; undefined if there is none to show. */
  breakdown({ facts }: AuditedSample): Breakdown<Location> | undefined {
    let made = this.made.get(facts);
    if (made === undefined) this.made.set(facts, (made = { breakdown: breakdownOf(facts, facts.reward) }));
    return made.breakdown;
  }

  /** A team's own scorer's answer for a sample of that document; undefined if it was not asked. */
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
  /** The answers' generation when it was made. */
  readonly generation: number;
  readonly answer: OwnAnswer | undefined;
  readonly own: OwnBreakdown | undefined;
}

import type { AuditedSample } from "../core/audit/auditedFile";
import { breakdownOf, type Breakdown } from "../core/breakdown";
import type { Facts } from "../core/facts/facts";
import type { Location } from "../core/model/finding";

/**
 * The rewards as editors show them.
 *
 * Each is made once for a version of a sample: facts live as long as the sample is not edited, and so does what is kept
 * here of them.
 */
export class ShownRewards {
  private readonly made = new WeakMap<Facts, { readonly breakdown: Breakdown<Location> | undefined }>();

  /** What is to be told of a sample's reward; undefined where there is nothing. */
  breakdown({ facts }: AuditedSample): Breakdown<Location> | undefined {
    let made = this.made.get(facts);
    if (made === undefined) this.made.set(facts, (made = { breakdown: breakdownOf(facts, facts.reward) }));
    return made.breakdown;
  }
}

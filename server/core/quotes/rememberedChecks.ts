import type { QuoteCheck } from "./quoteCheck";
import { RecentlyUsed } from "./recentlyUsed";

/** The result of a check, and the steps of work that it took. */
export interface RememberedCheck {
  readonly check: QuoteCheck;
  readonly steps: number;
}

/** The most UTF-16 units of quotes that are remembered for two responses. */
const maxRemembered = 200_000;

/**
 * The checks of a response's quotes, by the other response. While someone edits a judgement, most of its quotes stay
 * the same; only new text is looked up. The other response is identified by its object, which stays the same as long as
 * its text does.
 */
export class RememberedChecks {
  private readonly byOther = new WeakMap<object, RecentlyUsed<RememberedCheck>>();

  /** The result of a check that can take `room` steps of work, if it is known. */
  of(other: object, quote: string, room: number): RememberedCheck | undefined {
    const checks = this.byOther.get(other);
    const whole = checks?.get(keyOf(quote));
    // With less room than it took, the check is given up at a place that depends on the room.
    return whole !== undefined && whole.steps <= room ? whole : checks?.get(keyOf(quote, room));
  }

  remember(other: object, quote: string, room: number, check: RememberedCheck): void {
    let checks = this.byOther.get(other);
    if (checks === undefined) this.byOther.set(other, (checks = new RecentlyUsed(maxRemembered)));
    checks.set(check.steps <= room ? keyOf(quote) : keyOf(quote, room), check);
  }
}

/** The check was given up, with the room that it had. */
function keyOf(quote: string, room?: number): string {
  return `${room ?? ""}\n${quote}`;
}

import type { QuoteCheck } from "./quoteCheck";
import { RecentlyUsed } from "./recentlyUsed";

/** What came of a check, and the steps of work that it took. */
export interface RememberedCheck {
  readonly check: QuoteCheck;
  readonly steps: number;
}

/** So many UTF-16 units of quotes are remembered for two responses. */
const maxRemembered = 200_000;

/**
 * The checks of a response's quotes, by the other response. While someone edits a judgement, most of its quotes stay the
 * same; only what was typed is looked for. The other response is known by its object: the same one as long as its text stays.
 */
export class RememberedChecks {
  private readonly byOther = new WeakMap<object, RecentlyUsed<RememberedCheck>>();

  /** What a check that may take `room` steps of work would come to, if that is known. */
  of(other: object, quote: string, room: number): RememberedCheck | undefined {
    const checks = this.byOther.get(other);
    const whole = checks?.get(keyOf(quote));
    // Where there is less room than it took, it is given up at a place that only this room says.
    return whole !== undefined && whole.steps <= room ? whole : checks?.get(keyOf(quote, room));
  }

  remember(other: object, quote: string, room: number, check: RememberedCheck): void {
    let checks = this.byOther.get(other);
    if (checks === undefined) this.byOther.set(other, (checks = new RecentlyUsed(maxRemembered)));
    checks.set(check.steps <= room ? keyOf(quote) : keyOf(quote, room), check);
  }
}

/** Of a check that was given up, with the room that it had. */
function keyOf(quote: string, room?: number): string {
  return `${room ?? ""}\n${quote}`;
}

/** A place among the requests in flight; its holder reports the outcome. */
export interface Seat {
  /** The server refused because of too much load: the limit is halved, once for all requests that were in flight. */
  refused(): void;
  /** Gives the place back. `clean`: the request was not refused. */
  done(clean: boolean): void;
}

/**
 * Limits the number of requests in flight: the limit halves when the server refuses, and grows by one after each clean
 * round.
 */
export class Flight {
  private limit: number;
  private taken = 0;
  private wave = 0;
  private clean = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(private readonly most: number) {
    this.limit = most;
  }

  /** How many requests may be in flight now. */
  get allowed(): number {
    return this.limit;
  }

  get underWay(): number {
    return this.taken;
  }

  /** Waits for a place. */
  async enter(): Promise<Seat> {
    if (this.taken >= this.limit) await new Promise<void>((resolve) => this.waiting.push(resolve));
    else this.taken++;
    let wave = this.wave;
    return {
      refused: () => {
        if (wave === this.wave) {
          this.limit = Math.max(1, Math.floor(this.limit / 2));
          this.wave++;
          this.clean = 0;
        }
        // It continues in the next wave: a refusal there halves the limit again.
        wave = this.wave;
      },
      done: (clean) => {
        if (clean && ++this.clean >= this.limit) {
          this.clean = 0;
          this.limit = Math.min(this.most, this.limit + 1);
        }
        this.taken--;
        this.admit();
      },
    };
  }

  private admit(): void {
    while (this.taken < this.limit) {
      const next = this.waiting.shift();
      if (next === undefined) return;
      this.taken++;
      next();
    }
  }
}

/** A place in flight; its holder says how it went. */
export interface Seat {
  /** The server said that it is too much: half as many from now on, once for all that were under way. */
  refused(): void;
  /** Gives the place back. `clean`: it went without a refusal. */
  done(clean: boolean): void;
}

/** How many requests are under way at once: it halves when the server refuses and grows by one after each clean round. */
export class Flight {
  private limit: number;
  private taken = 0;
  private wave = 0;
  private clean = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(private readonly most: number) {
    this.limit = most;
  }

  /** How many may be under way now. */
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
        // It goes on in the wave that follows: a refusal there counts anew.
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

import type { Workers } from "../host/workers";

/** The first job is done in this thread if it has at most so many bytes, and later ones of less until a thread answers. */
const [shortFirst, short] = [1 << 19, 64 << 10];

/**
 * Threads that several files share. They start with the first job, which is done in this thread meanwhile, so that the
 * first answer need not wait for them; a job that finds no room waits.
 */
export class SharedWorkers<Job, Answer> {
  private workers: Workers<Job, Answer> | undefined;
  private waiting: (() => void)[] = [];
  private underWay = 0;
  private isWarm = false;

  /**
   * @param here does a job in this thread
   * @param sizeOf bytes of a job
   */
  constructor(
    private readonly start: () => Workers<Job, Answer>,
    readonly here: (job: Job) => Promise<Answer>,
    private readonly sizeOf: (job: Job) => number,
  ) {}

  /** Have the threads answered nothing yet? Small jobs are done in this thread until then. */
  get isStarting(): boolean {
    return !this.isWarm;
  }

  /** The threads, as one of their users sees them. */
  lent(): Workers<Job, Answer> {
    return { room: 2, run: (job) => this.run(job), close: () => Promise.resolve() };
  }

  /** Ends the threads, whatever they do: jobs under way are never answered. The next job starts other threads. */
  async close(): Promise<void> {
    const { workers } = this;
    this.workers = undefined;
    this.waiting = [];
    this.underWay = 0;
    await workers?.close();
  }

  /** Starts the threads. They have started once they have done a job; what they say of it is not needed. */
  private begin(job: Job): Workers<Job, Answer> {
    const workers = this.start();
    this.isWarm = false;
    const warm = (): void => {
      if (this.workers === workers) this.isWarm = true;
    };
    if (this.sizeOf(job) <= shortFirst) workers.run(job).then(warm, warm);
    else this.isWarm = true;
    return workers;
  }

  async run(job: Job): Promise<Answer> {
    const isFirst = this.workers === undefined;
    const workers = (this.workers ??= this.begin(job));
    if (!this.isWarm && this.sizeOf(job) <= (isFirst ? shortFirst : short)) return this.here(job);
    while (this.underWay >= workers.room) await new Promise<void>((resolve) => this.waiting.push(resolve));
    this.underWay++;
    try {
      return await workers.run(job);
    } finally {
      this.underWay--;
      this.waiting.shift()?.();
    }
  }
}

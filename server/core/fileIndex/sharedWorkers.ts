import type { Workers } from "../host/workers";

/** The first job is done in this thread if it has at most this many bytes: no thread has started yet. */
const shortJob = 1 << 19;

/**
 * Threads that several files share. They start with the first job, which is done in this thread meanwhile, so that the
 * first answer need not wait for them; a job that finds no room waits.
 */
export class SharedWorkers<Job, Answer> {
  private workers: Workers<Job, Answer> | undefined;
  private waiting: (() => void)[] = [];
  private underWay = 0;

  /**
   * @param here does a job in this thread
   * @param sizeOf bytes of a job
   */
  constructor(
    private readonly start: () => Workers<Job, Answer>,
    readonly here: (job: Job) => Promise<Answer>,
    private readonly sizeOf: (job: Job) => number,
  ) {}

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

  async run(job: Job): Promise<Answer> {
    const isFirst = this.workers === undefined;
    const workers = (this.workers ??= this.start());
    if (isFirst && this.sizeOf(job) <= shortJob) return this.here(job);
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

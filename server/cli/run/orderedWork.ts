import { setImmediate as nextTurn } from "node:timers/promises";
import type { Runner, StartRunner } from "../../node/workers/protocol";
import { type PoolTask, WorkerPool } from "../../node/workers/pool";

export interface WorkOptions<Job, Answer> extends PoolTask<Job> {
  /** Maximum number of threads, including the main one. */
  readonly jobs: number;
  /** Does a job in this thread. */
  readonly start: StartRunner;
  /** Number of bytes that take longer than a worker takes to start. */
  readonly long: number;
  /** Takes the answers, in the order of their jobs. */
  readonly write: (answer: Answer) => Promise<void>;
}

/** A job of fewer bytes is done in this thread if nothing else waits: its answer comes sooner. */
const shortJob = 64 << 10;

/**
 * Does jobs on several threads, the main one among them, and passes their answers on in the jobs' order, each as soon
 * as it and those before it are ready. It runs only as many jobs as keep all threads busy: memory stays flat.
 */
export class OrderedWork<Job, Answer> {
  private readonly run: Runner<Job, Answer>;
  /** For each running job, a promise that resolves when its answer is written. */
  private readonly underWay: Promise<void>[] = [];
  private written = Promise.resolve();
  private pool: WorkerPool<Job, Answer> | undefined;
  private bytes = 0;

  constructor(private readonly options: WorkOptions<Job, Answer>) {
    this.run = options.start(options.settings) as unknown as Runner<Job, Answer>;
  }

  /** Says how much work will come, so that workers can load meanwhile. */
  expect(bytes: number): void {
    if (this.bytes + bytes > this.options.long) this.startWorkers();
  }

  /**
   * Takes a job; waits if enough jobs are running.
   *
   * @param isLive is somebody waiting for this one answer?
   */
  async submit(job: Job, bytes: number, isLive: boolean): Promise<void> {
    this.bytes += bytes;
    this.expect(0);
    const { pool } = this;
    const isHere = pool?.hasRoom !== true || (isLive && bytes < shortJob && this.underWay.length === 0);
    if (!isHere) this.hand(pool.submit(job));
    else {
      this.hand(this.run(job, () => undefined));
      // Answers of workers arrive, and are written, between two turns of the event loop.
      if (pool === undefined) await this.room(0);
      else await nextTurn();
    }
    await this.room(4 * this.options.jobs);
  }

  /** Runs a function after everything submitted before it is written, and before everything after it. */
  mark(run: () => Promise<void>): void {
    const before = this.written;
    this.enqueue(before.then(run));
  }

  /** Waits until everything is written. */
  async drained(): Promise<void> {
    await this.room(0);
  }

  /** Stops the workers, whatever they are doing. */
  async close(): Promise<void> {
    await this.pool?.close();
  }

  private startWorkers(): void {
    const workers = this.options.jobs - 1;
    if (workers > 0) this.pool ??= new WorkerPool(workers, this.options);
  }

  private hand(answer: Promise<Answer>): void {
    const before = this.written;
    this.enqueue(Promise.all([answer, before]).then(([given]) => this.options.write(given)));
  }

  private enqueue(work: Promise<void>): void {
    const done = work.then(() => void this.underWay.shift());
    this.written = done;
    // The next caller that waits for room gets the failure; until then it does not count as unhandled.
    done.catch(() => undefined);
    this.underWay.push(done);
  }

  private async room(most: number): Promise<void> {
    while (this.underWay.length > most) await this.underWay[0];
  }
}

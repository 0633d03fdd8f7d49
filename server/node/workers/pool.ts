import { setFlagsFromString } from "node:v8";
import { Worker } from "node:worker_threads";
import type { WorkerAnswer, WorkerStart } from "./protocol";

/** The most jobs of a worker: one in progress, and others so that it need not wait while the main thread is busy. */
const jobsPerWorker = 3;

/** A worker that dies this often on one job, before beginning a record, is not restarted for it. */
const maxDeaths = 3;

/** What a pool's workers do. */
export interface PoolTask<Job> {
  /** The script that serves as worker where it is not run in the main thread. */
  readonly entry: string;
  readonly kind: string;
  /** Plain data. */
  readonly settings: unknown;
  /** A worker's limit for long-lived memory, in MB; V8's own limit without it. */
  readonly memory?: number;
  /** The job without the record on which a worker died, so that the rest is still done. */
  readonly without: (job: Job, record: number, why: string) => Job;
}

/** A job of a worker, and the promise of its answer. */
interface Waiting<Job, Answer> {
  job: Job;
  deaths: number;
  resolve(answer: Answer): void;
  reject(error: Error): void;
}

/**
 * Threads that do jobs besides the main one. The caller checks that there is room, and restores the order of the
 * answers. If a worker dies, this is reported with the record that it was at; another worker replaces it and does the
 * rest.
 */
export class WorkerPool<Job, Answer> {
  private readonly workers: PooledWorker<Job, Answer>[];

  constructor(size: number, task: PoolTask<Job>) {
    // Every core has a working thread: helpers of their garbage collectors would only take turns with them, and that
    // costs a sixth of the time.
    setFlagsFromString("--no-parallel-scavenge");
    this.workers = Array.from({ length: size }, () => new PooledWorker(task));
  }

  /** Can a worker take another job? One that is still starting gets its jobs when it has started. */
  get hasRoom(): boolean {
    return this.leastBusy !== undefined;
  }

  /** Called only if there is room. */
  submit(job: Job): Promise<Answer> {
    const worker = this.leastBusy;
    if (worker === undefined) return Promise.reject(new Error("no worker has room"));
    return worker.run(job);
  }

  /** Ends the workers at once, even in the middle of work. */
  async close(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.close()));
  }

  private get leastBusy(): PooledWorker<Job, Answer> | undefined {
    let least: PooledWorker<Job, Answer> | undefined;
    for (const worker of this.workers) {
      if (worker.jobs < (least?.jobs ?? jobsPerWorker)) least = worker;
    }
    return least;
  }
}

class PooledWorker<Job, Answer> {
  private readonly progress = new Int32Array(new SharedArrayBuffer(4)).fill(-1);
  private readonly waiting: Waiting<Job, Answer>[] = [];
  /** Undefined if it died while idle: another one is started with the next job. */
  private worker: Worker | undefined;
  private closed = false;

  constructor(private readonly task: PoolTask<Job>) {
    this.worker = this.start();
  }

  get jobs(): number {
    return this.waiting.length;
  }

  run(job: Job): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ job, deaths: 0, resolve, reject });
      this.worker ??= this.start();
      this.worker.postMessage(job);
    });
  }

  async close(): Promise<void> {
    this.closed = true;
    await this.worker?.terminate();
  }

  private start(): Worker {
    const { entry, kind, settings, memory } = this.task;
    const workerData: WorkerStart = { kind, settings, progress: this.progress };
    // Objects of a batch die young. A nursery of a quarter of this saves 20 MB and costs 5 % of the time.
    const resourceLimits = {
      maxYoungGenerationSizeMb: 48,
      ...(memory === undefined ? {} : { maxOldGenerationSizeMb: memory }),
    };
    const worker = new Worker(entry, { workerData, resourceLimits });
    worker.on("message", (given: WorkerAnswer<Answer>) => {
      const first = this.waiting.shift();
      if ("failure" in given) first?.reject(new Error(given.failure));
      else first?.resolve(given.answer);
    });
    let why = "it ended by itself";
    worker.on("error", (error) => {
      why = error instanceof Error ? error.message : String(error);
    });
    worker.on("exit", () => {
      if (!this.closed) this.died(why);
    });
    return worker;
  }

  /** Restarts, with the unanswered jobs; the first of them without the record that it was at. */
  private died(why: string): void {
    const record = Atomics.exchange(this.progress, 0, -1);
    const first = this.waiting[0];
    if (first !== undefined && record >= 0) first.job = this.task.without(first.job, record, why);
    else if (first !== undefined && ++first.deaths >= maxDeaths) {
      this.waiting.shift();
      first.reject(new Error(`a worker thread cannot run: ${why}`));
    }
    this.worker = this.waiting.length === 0 ? undefined : this.start();
    for (const { job } of this.waiting) this.worker?.postMessage(job);
  }
}

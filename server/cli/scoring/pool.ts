import { setFlagsFromString } from "node:v8";
import { Worker } from "node:worker_threads";
import type { ScoredBatch, ScoreJob, ScoreSettings } from "./job";

/** What a worker answers, in the order of its jobs. */
export type WorkerAnswer = { readonly scored: ScoredBatch } | { readonly failure: string };

/** Jobs that a worker has at most: one in hand, and others so that it need not wait while the main thread is busy. */
const jobsPerWorker = 3;

/** Who waits for a worker's answer. */
interface Waiting {
  resolve(scored: ScoredBatch): void;
  reject(error: Error): void;
}

/** Threads that score batches beside the main one. */
export class WorkerPool {
  private readonly workers: PooledWorker[];

  /** @param entry the script that serves as worker where it is not run in the main thread. */
  constructor(entry: string, size: number, settings: ScoreSettings) {
    // Every core has a thread that scores: helpers of their garbage collectors only take turns with them, and the waking
    // and waiting costs a sixth of the time.
    setFlagsFromString("--no-parallel-scavenge");
    this.workers = Array.from({ length: size }, () => new PooledWorker(entry, settings));
  }

  /** Can a worker take another job? One that is still starting finds its jobs when it has started. */
  get hasRoom(): boolean {
    return this.leastBusy !== undefined;
  }

  /** Asked for only where there is room. The job's bytes are given away. */
  submit(job: ScoreJob): Promise<ScoredBatch> {
    const worker = this.leastBusy;
    if (worker === undefined) return Promise.reject(new Error("no worker has room"));
    return worker.score(job);
  }

  async close(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.close()));
  }

  private get leastBusy(): PooledWorker | undefined {
    let least: PooledWorker | undefined;
    for (const worker of this.workers) {
      if (worker.hasRoom && worker.jobs < (least?.jobs ?? jobsPerWorker)) least = worker;
    }
    return least;
  }
}

/** What is given to another thread instead of being copied; of small buffers Node lets several share their memory. */
export function memoryOf(content: string | Uint8Array): ArrayBuffer[] {
  const isOwn = typeof content !== "string" && content.byteLength > Buffer.poolSize;
  return isOwn && content.buffer instanceof ArrayBuffer ? [content.buffer] : [];
}

class PooledWorker {
  private readonly worker: Worker;
  private readonly waiting: Waiting[] = [];
  private failure: Error | undefined;

  constructor(entry: string, settings: ScoreSettings) {
    // What a batch leaves behind dies young. A nursery of a quarter of this saves 20 MB and costs 5 % of the time.
    this.worker = new Worker(entry, { workerData: settings, resourceLimits: { maxYoungGenerationSizeMb: 48 } });
    this.worker.on("message", (answer: WorkerAnswer) => {
      const first = this.waiting.shift();
      if ("failure" in answer) first?.reject(new Error(answer.failure));
      else first?.resolve(answer.scored);
    });
    this.worker.on("error", (error) => {
      this.failure = error instanceof Error ? error : new Error(String(error));
      for (const { reject } of this.waiting.splice(0)) reject(this.failure);
    });
  }

  get hasRoom(): boolean {
    return this.jobs < jobsPerWorker;
  }

  get jobs(): number {
    return this.waiting.length;
  }

  score(job: ScoreJob): Promise<ScoredBatch> {
    const { failure } = this;
    if (failure !== undefined) return Promise.reject(failure);
    return new Promise((resolve, reject) => {
      this.waiting.push({ resolve, reject });
      this.worker.postMessage(job, memoryOf(job.content));
    });
  }

  async close(): Promise<void> {
    await this.worker.terminate();
  }
}

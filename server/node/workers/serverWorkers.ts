import { availableParallelism } from "node:os";
import type { DeadlyJob, StartWorkers, Workers } from "../../core/host/workers";
import { WorkerPool } from "./pool";

/** Each thread takes 100 MB and more: a server that runs all day takes two at most, and leaves one core to its editor. */
const maxThreads = 2;

/**
 * Threads beside the one that answers an editor.
 *
 * @param entry the script that serves as worker where it is not run in the main thread
 */
export function serverWorkers(entry: string): StartWorkers {
  return <Job extends DeadlyJob, Answer>(kind: string, settings: unknown): Workers<Job, Answer> => {
    const threads = Math.max(1, Math.min(maxThreads, availableParallelism() - 1));
    const pool = new WorkerPool<Job, Answer>(threads, {
      entry,
      kind,
      settings,
      without: (job, record, why) => ({ ...job, deadly: [...job.deadly, { record, why }] }),
    });
    return { room: 2 * threads, run: (job) => pool.submit(job), close: () => pool.close() };
  };
}

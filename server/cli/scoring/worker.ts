import { parentPort, workerData } from "node:worker_threads";
import { BatchScorer } from "./batchScorer";
import type { ScoreJob, ScoreSettings } from "./job";
import { memoryOf, type WorkerAnswer } from "./pool";

/** Serves the pool: takes batches and gives their lines. */
export function serveAsWorker(): void {
  const port = parentPort;
  if (port === null) return;
  const answer = (given: WorkerAnswer): void => {
    port.postMessage(given, "scored" in given ? memoryOf(given.scored.lines) : []);
  };
  const scorer = new BatchScorer(workerData as ScoreSettings, () => undefined);
  port.on("message", (job: ScoreJob) => {
    scorer.score(job).then(
      (scored) => {
        answer({ scored });
      },
      (error: unknown) => {
        answer({ failure: error instanceof Error ? (error.stack ?? error.message) : String(error) });
      },
    );
  });
}

import { parentPort, workerData } from "node:worker_threads";
import type { Runner, StartRunner, WorkerAnswer, WorkerStart } from "./protocol";

/** Serves the pool: takes jobs and gives their answers, one after the other. */
export function serveAsWorker(kinds: Readonly<Record<string, StartRunner>>): void {
  const port = parentPort;
  if (port === null) return;
  const { kind, settings, progress } = workerData as WorkerStart;
  const start = kinds[kind];
  if (start === undefined) throw new Error(`no worker does ${kind}`);
  const run = start(settings) as Runner<unknown, unknown>;
  const tell = (given: WorkerAnswer<unknown>): void => {
    Atomics.store(progress, 0, -1);
    port.postMessage(given, memoryOf(given));
  };
  let last = Promise.resolve();
  port.on("message", (job: unknown) => {
    last = last
      .then(() => run(job, (record) => void Atomics.store(progress, 0, record)))
      .then(
        (answer) => {
          tell({ answer });
        },
        (error: unknown) => {
          tell({ failure: error instanceof Error ? (error.stack ?? error.message) : String(error) });
        },
      );
  });
}

/**
 * What is transferred instead of copied: the bytes of an answer. Small buffers are not, because in Node several can
 * share memory.
 */
function memoryOf(given: WorkerAnswer<unknown>): ArrayBuffer[] {
  if (!("answer" in given) || typeof given.answer !== "object" || given.answer === null) return [];
  return Object.values(given.answer).flatMap((value: unknown) =>
    value instanceof Uint8Array && value.byteLength > Buffer.poolSize && value.buffer instanceof ArrayBuffer
      ? [value.buffer]
      : [],
  );
}

/** The core's clock; tests supply their own. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Calls `run` after `delay` milliseconds; the returned function cancels that. */
  after(delay: number, run: () => void): () => void;
}

/** Waits; stops waiting if the signal is aborted. */
export function wait(clock: Clock, delay: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      stop();
      signal?.removeEventListener("abort", done);
      resolve();
    };
    const stop = clock.after(delay, done);
    if (signal?.aborted === true) done();
    else signal?.addEventListener("abort", done, { once: true });
  });
}

import type { Host } from "../core/host/host";
import { ScorerFailure } from "../core/host/scorer";

/** The host for a browser's worker: only clocks. The client reads and writes files; no command can be run. */
export const webHost: Host = {
  timers: {
    now: () => performance.now(),
    after: (delay, run) => {
      const timer = setTimeout(run, delay);
      return () => clearTimeout(timer);
    },
    breathe,
  },
  files: {
    read: () => Promise.resolve(undefined),
    forReplacing: () => Promise.reject(new Error("a browser has no disk to write to")),
  },
  startScorer: () => {
    throw new ScorerFailure("not-started", "a browser runs no commands: open the folder on a disk", "");
  },
};

/** By a message to itself, because browsers delay timers in close succession by milliseconds each. */
function breathe(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    const heard = (): void => {
      port1.close();
      resolve();
    };
    port1.addEventListener("message", heard, { once: true });
    port1.start();
    port2.postMessage(null);
  });
}

import { setImmediate } from "node:timers";

/** Loaded into the server's process ahead of it: tells how much memory is in use, garbage collected, when it is asked. */
process.on("message", () => {
  globalThis.gc?.();
  // What is freed by the first collection's finalizers goes with the second.
  setImmediate(() => {
    globalThis.gc?.();
    process.send?.(process.memoryUsage().heapUsed);
  });
});
// Does not keep the process alive.
process.channel?.unref();

/** One project for each kind of test that runs outside VS Code's own process; test/vscode has its own runner. */
import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

/** Tests of no state share their thread: a process for each file takes twice as long. */
const together = { pool: "threads" } as const;
/** These count the work of their process, which has to be theirs alone. */
const counting = "test/unit/**/linear.test.ts";
/** Each of these has a VS Code of its own, so that no file gets the modules that another has loaded with its. */
const client = "test/unit/client/**/*.test.ts";

/** How long a poll waits for what comes by itself: long, as it ends as soon as that is there. */
const patient = { expect: { poll: { timeout: 30_000 } } } as const;

export default defineConfig({
  test: {
    poolOptions: { threads: { isolate: false } },
    maxWorkers: availableParallelism(),
    projects: [
      { test: { name: "architecture", include: ["test/architecture/**/*.test.ts"], testTimeout: 60_000, ...together } },
      // Properties try thousands of inputs, which takes its time where other work shares the machine.
      {
        test: {
          name: "unit",
          include: ["test/unit/**/*.test.ts"],
          exclude: [counting, client],
          testTimeout: 60_000,
          ...together,
        },
      },
      { test: { name: "client", include: [client], testTimeout: 60_000 } },
      { test: { name: "work", include: [counting], testTimeout: 60_000 } },
      // Some start the command line dozens of times: a limit is there to end what hangs, not to measure the machine.
      { test: { name: "cli", include: ["test/cli/**/*.test.ts"], testTimeout: 180_000, ...together } },
      {
        test: {
          name: "protocol",
          include: ["test/protocol/**/*.test.ts"],
          testTimeout: 180_000,
          ...patient,
          ...together,
        },
      },
      // A small model on whatever cores are left takes its time.
      { test: { name: "model", include: ["test/model/**/*.test.ts"], testTimeout: 300_000, hookTimeout: 300_000 } },
      { test: { name: "package", include: ["test/package/**/*.test.ts"], hookTimeout: 300_000 } },
      {
        test: {
          name: "webviews",
          include: ["test/webviews/**/*.test.ts"],
          testTimeout: 180_000,
          hookTimeout: 300_000,
          ...patient,
        },
      },
      {
        test: {
          name: "workbench",
          include: ["test/workbench/**/*.test.ts"],
          globalSetup: ["test/workbench/support/globalSetup.ts"],
          // A window of VS Code takes seconds to open, and two at once take longer than one after the other.
          pool: "forks",
          poolOptions: { forks: { singleFork: true } },
          testTimeout: 300_000,
          hookTimeout: 300_000,
          ...patient,
        },
      },
    ],
  },
});

/** One project for each kind of test that runs outside VS Code's own process; test/vscode has its own runner. */
import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

/** Tests of no state share their thread: a process for each file takes twice as long. */
const together = { pool: "threads" } as const;
/** These count the work of their process, which has to be theirs alone. */
const counting = "test/unit/**/linear.test.ts";
/** Each of these has a VS Code of its own, so that no file gets the modules that another has loaded with its. */
const client = "test/unit/client/**/*.test.ts";

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
      { test: { name: "cli", include: ["test/cli/**/*.test.ts"], testTimeout: 30_000, ...together } },
      { test: { name: "protocol", include: ["test/protocol/**/*.test.ts"], testTimeout: 30_000, ...together } },
      // A small model on whatever cores are left takes its time.
      { test: { name: "model", include: ["test/model/**/*.test.ts"], testTimeout: 300_000, hookTimeout: 300_000 } },
      { test: { name: "package", include: ["test/package/**/*.test.ts"], hookTimeout: 300_000 } },
      {
        test: { name: "webviews", include: ["test/webviews/**/*.test.ts"], testTimeout: 60_000, hookTimeout: 300_000 },
      },
      {
        test: {
          name: "workbench",
          include: ["test/workbench/**/*.test.ts"],
          globalSetup: ["test/workbench/support/globalSetup.ts"],
          // A window of VS Code takes seconds to open, and two at once take longer than one after the other.
          pool: "forks",
          poolOptions: { forks: { singleFork: true } },
          testTimeout: 120_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});

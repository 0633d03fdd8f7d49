/** What the suite needs before it starts, wherever it runs: its own bundle, a workspace to open, a place for its result. */
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { build } from "esbuild";
import { root } from "../../../scripts/setup/project.mjs";
import type { SuiteResult } from "./suiteResult";

export interface PreparedSuite {
  /** A folder of this run alone; removed by {@link PreparedSuite.finish}. */
  readonly folder: string;
  readonly workspace: string;
  /** The module that exports run(). */
  readonly tests: string;
  /** For the extension host: tells the suite where to write its result. */
  readonly env: NodeJS.ProcessEnv;
  /**
   * Prints the result for the person and hands it to the test runner that asked for it; removes the folder.
   * @param log what to show where the suite left no result.
   * @returns the exit code: 0 only if tests ran and all passed.
   */
  finish(log?: string): number;
}

export async function prepareSuite(): Promise<PreparedSuite> {
  const folder = mkdtempSync(join(tmpdir(), "trace-auditor-suite-"));
  const workspace = join(folder, "workspace");
  cpSync(join(root, "test", "vscode", "workspace"), workspace, { recursive: true });
  const resultFile = process.env["TRACE_AUDITOR_SUITE_RESULT"] ?? join(folder, "result.json");
  return {
    folder,
    workspace,
    tests: await bundleSuite(),
    env: { TRACE_AUDITOR_SUITE_RESULT: resultFile },
    finish: (log = "") => {
      const result = existsSync(resultFile) ? (JSON.parse(readFileSync(resultFile, "utf8")) as SuiteResult) : undefined;
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
      if (result === undefined) {
        console.error(`The suite ended without a result.\n${log}`);
        return 1;
      }
      const failed = result.failures.length;
      console.log(`In VS Code: ${result.passed} passed, ${failed} failed, ${result.skipped} skipped`);
      return failed === 0 && result.passed > 0 ? 0 : 1;
    },
  };
}

/** In the checkout's .cache, from where the suite finds mocha in node_modules. */
async function bundleSuite(): Promise<string> {
  const suite = join(root, "test", "vscode", "suite");
  const target = join(root, ".cache", "vscode-suite");
  rmSync(target, { recursive: true, force: true });
  await build({
    entryPoints: readdirSync(suite)
      .filter((file) => file === "index.ts" || file.endsWith(".test.ts"))
      .map((file) => join(suite, basename(file))),
    outdir: target,
    bundle: true,
    platform: "node",
    target: "node20",
    format: "cjs",
    sourcemap: "inline",
    external: ["vscode", "mocha"],
    logLevel: "warning",
  });
  return join(target, "index.js");
}

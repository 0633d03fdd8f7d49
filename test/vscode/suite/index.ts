/** What both homes of the suite load: runs every test file beside it inside VS Code's extension host. */
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Runner, Test } from "mocha";
import type { SuiteResult } from "../support/suiteResult";

export async function run(): Promise<void> {
  const { default: Mocha } = await import("mocha");
  const result: SuiteResult = { passed: 0, skipped: 0, failures: [] };
  const mocha = new Mocha({
    timeout: 60_000,
    reporter: function (runner: Runner): void {
      report(runner, result);
    } as never,
  });
  for (const file of readdirSync(__dirname).sort()) {
    if (file.endsWith(".test.js")) mocha.addFile(join(__dirname, file));
  }
  await mocha.loadFilesAsync();
  await new Promise<void>((resolve) => mocha.run(() => resolve()));
  const path = process.env["TRACE_AUDITOR_SUITE_RESULT"];
  if (path !== undefined) writeFileSync(path, JSON.stringify(result));
  const failed = result.failures.length;
  if (failed > 0 || result.passed === 0) throw new Error(`${failed} failed, ${result.passed} passed`);
}

function report(runner: Runner, result: SuiteResult): void {
  runner.on("pass", (test: Test) => {
    result.passed++;
    console.log(`  ✓ ${test.fullTitle()} (${test.duration ?? 0} ms)`);
  });
  runner.on("pending", (test: Test) => {
    result.skipped++;
    console.log(`  - ${test.fullTitle()} (skipped)`);
  });
  runner.on("fail", (test: Test, error: unknown) => {
    const { message, stack } = error instanceof Error ? error : new Error(String(error));
    result.failures.push({ name: test.fullTitle(), message });
    console.error(`  ✗ ${test.fullTitle()}\n${stack ?? message}`);
  });
}

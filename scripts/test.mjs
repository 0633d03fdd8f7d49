/**
 * `npm test`: all checks, stage after stage, including set-up. Ends with one line, `N passed, N failed`, summed over
 * all stages. A stage that ran no test, or failed for another reason, counts as one failure.
 */
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { ensureBrowser } from "./setup/browser.mjs";
import { ensureHostedVsCode } from "./setup/hostedVsCode.mjs";
import { main, run, say } from "./setup/process.mjs";
import { ensureBuilt, ensureDependencies, root } from "./setup/project.mjs";

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */
/** @typedef {{ name: string, run: () => Promise<Counts> }} Stage */

const results = join(root, "test-results");

/** @type {Stage[]} */
const stages = [
  { name: "set-up", run: () => counted(setUp) },
  { name: "types", run: () => counted(() => npmScript("types")) },
  { name: "lint", run: () => counted(() => npmScript("lint")) },
  { name: "format", run: () => counted(() => npmScript("format:check")) },
  { name: "architecture", run: () => vitest("architecture") },
  { name: "unit", run: () => vitest("unit", "client") },
  // Counted beside nothing else: with the others, too many processes share the cores for vitest to hear of them in time.
  { name: "work", run: () => vitest("work") },
  { name: "cli", run: () => vitest("cli") },
  { name: "protocol", run: () => vitest("protocol") },
  { name: "package", run: () => vitest("package") },
  { name: "soak", run: () => counted(soak) },
  { name: "webviews", run: () => vitest("webviews") },
  { name: "in VS Code", run: suiteInVsCode },
  { name: "workbench", run: () => vitest("workbench") },
];

await main(async () => {
  rmSync(results, { recursive: true, force: true });
  mkdirSync(results);
  const total = { passed: 0, failed: 0, skipped: 0 };
  /** @type {string[]} */
  const table = [];
  for (const [index, stage] of stages.entries()) {
    say(`${stage.name} (${String(index + 1)} of ${String(stages.length)})`);
    const started = Date.now();
    const counts = await stage.run();
    const seconds = ((Date.now() - started) / 1000).toFixed(1);
    table.push(`${stage.name.padEnd(14)}${seconds.padStart(8)} s   ${inWords(counts)}`);
    total.passed += counts.passed;
    total.failed += counts.failed;
    total.skipped += counts.skipped;
    // Without it, no other stage can run.
    if (stage.name === "set-up" && counts.failed > 0) break;
  }
  console.log(`\n${table.join("\n")}\n`);
  console.log(inWords(total));
  return total.failed > 0 ? 1 : 0;
});

/** @param {Counts} counts */
function inWords({ passed, failed, skipped }) {
  return `${String(passed)} passed, ${String(failed)} failed${skipped > 0 ? `, ${String(skipped)} skipped` : ""}`;
}

async function setUp() {
  await ensureDependencies();
  await ensureBuilt();
  await ensureBrowser();
  await ensureHostedVsCode();
  return true;
}

/**
 * Counts a check as one test.
 * @param {() => Promise<boolean>} check
 * @returns {Promise<Counts>}
 */
async function counted(check) {
  try {
    if (await check()) return { passed: 1, failed: 0, skipped: 0 };
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
  }
  return { passed: 0, failed: 1, skipped: 0 };
}

/** A minute of what `npm run soak` does for half an hour. */
async function soak() {
  const script = join(root, "scripts", "run-ts.mjs");
  const main = join(root, "test", "soak", "main.ts");
  return (await run(process.execPath, [script, main, "--minutes", "1", "--seed", "1"], { cwd: root })).code === 0;
}

/** @param {string} name */
async function npmScript(name) {
  return (await run("npm", ["run", "--silent", name], { cwd: root })).code === 0;
}

/**
 * @param {string[]} projects of vitest.config.ts
 * @returns {Promise<Counts>}
 */
async function vitest(...projects) {
  const file = join(results, `${projects.join("-")}.json`);
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  const cli = join(root, "node_modules", "vitest", "vitest.mjs");
  const chosen = projects.flatMap((project) => ["--project", project]);
  const { code } = await run(process.execPath, [cli, "run", ...chosen, ...reporters], { cwd: root });
  const json = readJson(file);
  return judged(code, {
    passed: json?.numPassedTests ?? 0,
    failed: json?.numFailedTests ?? 0,
    skipped: (json?.numPendingTests ?? 0) + (json?.numTodoTests ?? 0),
  });
}

/** @returns {Promise<Counts>} */
async function suiteInVsCode() {
  const file = join(results, "vscode.json");
  const env = { ...process.env, TRACE_AUDITOR_SUITE_RESULT: file };
  const script = join(root, "scripts", "run-ts.mjs");
  const { code } = await run(process.execPath, [script, join(root, "test", "vscode", "hosted.ts")], { cwd: root, env });
  return judged(code, readJson(file) ?? { passed: 0, failed: 0, skipped: 0 });
}

/**
 * A crash, an error outside every test, or a stage without a test is a failure, whatever the counts say.
 * @param {number} code
 * @param {Counts} counts
 * @returns {Counts}
 */
function judged(code, counts) {
  const silent = counts.failed === 0 && (code !== 0 || counts.passed === 0);
  return silent ? { ...counts, failed: 1 } : counts;
}

/** @param {string} file */
function readJson(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
}

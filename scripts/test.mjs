/**
 * `npm test`: all checks, stage after stage, including set-up. Ends with the names of what failed and one line,
 * `N passed, N failed`, summed over all stages. A stage that ran no test, or failed for another reason, counts as one
 * failure.
 */
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { ensureBrowser } from "./setup/browser.mjs";
import { ensureEngine } from "./setup/engine.mjs";
import { ensureHostedVsCode } from "./setup/hostedVsCode.mjs";
import { main, run, say } from "./setup/process.mjs";
import { ensureBuilt, ensureDependencies, root } from "./setup/project.mjs";
import { failed, failuresOf, inWords, judged, sumOf } from "./testing/result.mjs";

/** @typedef {import("./testing/result.mjs").Result} Result */
/** @typedef {{ name: string, run: () => Promise<Result> }} Stage */

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
  /** @type {import("./testing/result.mjs").StageResult[]} */
  const done = [];
  /** @type {string[]} */
  const table = [];
  for (const [index, { name, run }] of stages.entries()) {
    say(`${name} (${String(index + 1)} of ${String(stages.length)})`);
    const started = Date.now();
    const result = await run();
    const seconds = ((Date.now() - started) / 1000).toFixed(1);
    table.push(`${name.padEnd(14)}${seconds.padStart(8)} s   ${inWords(result)}`);
    done.push({ name, result });
    // Without it, no other stage can run.
    if (name === "set-up" && result.failures.length > 0) break;
  }
  const total = sumOf(done.map(({ result }) => result));
  console.log(["", ...table, "", ...failuresOf(done), inWords(total)].join("\n"));
  return total.failures.length > 0 ? 1 : 0;
});

async function setUp() {
  await ensureDependencies();
  await ensureBuilt();
  await ensureBrowser();
  await ensureHostedVsCode();
  await ensureEngine();
  return 0;
}

/**
 * Counts a check as one test.
 * @param {() => Promise<number>} check its exit code
 * @returns {Promise<Result>}
 */
async function counted(check) {
  try {
    const code = await check();
    return code === 0 ? { passed: 1, skipped: 0, failures: [] } : failed(`exit code ${String(code)}`);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    console.error(message);
    return failed(message);
  }
}

/** A minute of what `npm run soak` does for half an hour. */
async function soak() {
  const script = join(root, "scripts", "run-ts.mjs");
  const main = join(root, "test", "soak", "main.ts");
  return (await run(process.execPath, [script, main, "--minutes", "1", "--seed", "1"], { cwd: root })).code;
}

/** @param {string} name */
async function npmScript(name) {
  return (await run("npm", ["run", "--silent", name], { cwd: root })).code;
}

/**
 * @param {string[]} projects of vitest.config.ts
 * @returns {Promise<Result>}
 */
function vitest(...projects) {
  const cli = join(root, "node_modules", "vitest", "vitest.mjs");
  const reporters = ["--reporter=default", `--reporter=${join(root, "scripts", "testing", "vitestReporter.mjs")}`];
  const chosen = projects.flatMap((project) => ["--project", project]);
  return suite(projects.join("-"), [cli, "run", ...chosen, ...reporters]);
}

/** @returns {Promise<Result>} */
function suiteInVsCode() {
  return suite("vscode", [join(root, "scripts", "run-ts.mjs"), join(root, "test", "vscode", "hosted.ts")]);
}

/**
 * Runs what writes its result to the file that the environment names.
 * @param {string} name of that file
 * @param {string[]} args of Node
 * @returns {Promise<Result>}
 */
async function suite(name, args) {
  const file = join(results, `${name}.json`);
  const env = { ...process.env, TRACE_AUDITOR_SUITE_RESULT: file };
  const { code } = await run(process.execPath, args, { cwd: root, env });
  return judged(code, existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined);
}

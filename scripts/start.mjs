/**
 * `npm start [-- PATH…]`: audits the given traces (examples/ without a path) on the terminal, then shows them in real
 * VS Code with the extension.
 *   --browser  VS Code in the browser even where there is a desktop one
 *   --no-open  print the address only
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { ensureHostedVsCode } from "./setup/hostedVsCode.mjs";
import { main, say, SetupError } from "./setup/process.mjs";
import { ensureBuilt, ensureDependencies, root } from "./setup/project.mjs";
import { findDesktopVsCode, openDesktopVsCode } from "./vscode/desktop.mjs";
import { installExtension } from "./vscode/extensionFolder.mjs";
import { editorSettings, whatToShow } from "./vscode/firstSight.mjs";
import { extensionsFolder, startHostedServer } from "./vscode/hostedServer.mjs";
import { canOpenBrowser, openBrowser } from "./vscode/systemBrowser.mjs";

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: { browser: { type: "boolean", default: false }, "no-open": { type: "boolean", default: false } },
});

const cli = join(root, "dist", "cli.js");
const examples = join(root, "examples");
/** Its first lines have a finding and a reward. */
const example = { folder: examples, file: join(examples, "start-here.trace") };

await main(async () => {
  // npm runs scripts in the repository, but a PATH is relative to the user's folder.
  const from = process.env.INIT_CWD ?? process.cwd();
  const paths = positionals.length > 0 ? positionals.map((path) => resolve(from, path)) : [examples];
  const missing = paths.find((path) => !existsSync(path));
  if (missing !== undefined) throw new SetupError(`There is no ${missing}.`);

  await ensureDependencies();
  await ensureBuilt();
  const files = await audit(paths);

  const target = positionals.length > 0 ? whatToShow(paths, files) : example;
  const desktop = flags.browser ? undefined : await findDesktopVsCode();
  if (desktop === undefined) return showInBrowser(target);
  say(`Opening ${target.folder} in your VS Code, with Trace Auditor in it`);
  await openDesktopVsCode(desktop, target);
  return 0;
});

/**
 * Sums up on the terminal what the rules find. Findings are what the user wants to see: they do not stop the start.
 * @param {string[]} paths
 * @returns {Promise<string[]>} the files that hold traces.
 */
async function audit(paths) {
  say(`trace-auditor audit --summary ${paths.join(" ")}`);
  // The summary is for the person; the lines name the files.
  const args = [cli, "audit", "--summary", "--format", "jsonl", "--no-fixable", ...paths];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  const ended = once(child, "close");
  const files = new Set();
  for await (const line of createInterface(child.stdout)) files.add(JSON.parse(line).file);
  const [code] = await ended;
  if (code === 2 && files.size > 0) say("Not everything could be read: see above.");
  else if (code > 1) throw new SetupError(`The audit found no traces, or could not run (exit code ${String(code)}).`);
  return [...files];
}

/**
 * Runs VS Code's server and opens its page, until Ctrl+C.
 * @param {import("./vscode/hostedServer.mjs").PageTarget} target
 * @returns {Promise<number>}
 */
async function showInBrowser(target) {
  const vscode = await ensureHostedVsCode();
  const dataFolder = mkdtempSync(join(tmpdir(), "trace-auditor-"));
  try {
    installExtension(extensionsFolder(dataFolder));
    const server = await startHostedServer({ vscode, dataFolder, settings: editorSettings(target) });
    const asked = askedToStop();
    const url = server.url(target);
    console.log(`\nVS Code with Trace Auditor, on this machine only; the address holds a secret token:\n\n  ${url}\n`);
    if (!flags["no-open"] && canOpenBrowser()) await openBrowser(url);
    say("Ctrl+C ends it");
    const ended = await Promise.race([asked, server.ended]);
    await server.stop();
    if (ended === "asked") return 0;
    throw new SetupError(`VS Code's server ended by itself. Its log was:\n${server.logTail()}`);
  } finally {
    rmSync(dataFolder, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** @returns {Promise<"asked">} when the person or the system asks it to stop. */
function askedToStop() {
  return new Promise((resolve) => {
    for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"]))
      process.on(signal, () => resolve("asked"));
  });
}

/**
 * `npm start [-- PATH…]`: audits the given traces (examples/ without a path) on the terminal, then shows them in real
 * VS Code with the extension.
 *   --browser  VS Code in the browser even where there is a desktop one
 *   --no-open  print the address only
 */
import { existsSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { ensureHostedVsCode } from "./setup/hostedVsCode.mjs";
import { main, run, say, SetupError } from "./setup/process.mjs";
import { ensureBuilt, ensureDependencies, root } from "./setup/project.mjs";
import { findDesktopVsCode, openDesktopVsCode } from "./vscode/desktop.mjs";
import { installExtension } from "./vscode/extensionFolder.mjs";
import { extensionsFolder, startHostedServer } from "./vscode/hostedServer.mjs";
import { canOpenBrowser, openBrowser } from "./vscode/systemBrowser.mjs";

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: { browser: { type: "boolean", default: false }, "no-open": { type: "boolean", default: false } },
});

const cli = join(root, "dist", "cli.js");

await main(async () => {
  // npm runs scripts in the repository, but a PATH is relative to the user's folder.
  const from = process.env.INIT_CWD ?? process.cwd();
  const paths = positionals.length > 0 ? positionals.map((path) => resolve(from, path)) : [join(root, "examples")];
  const missing = paths.find((path) => !existsSync(path));
  if (missing !== undefined) throw new SetupError(`There is no ${missing}.`);

  await ensureDependencies();
  await ensureBuilt();
  await audit(paths);

  const target = await whatToShow(paths);
  const desktop = flags.browser ? undefined : await findDesktopVsCode();
  if (desktop === undefined) return showInBrowser(target);
  say(`Opening ${target.folder} in your VS Code, with Trace Auditor in it`);
  await openDesktopVsCode(desktop, target);
  return 0;
});

/**
 * Shows the findings on the terminal. They are what the user wants to see: they do not stop the start.
 * @param {string[]} paths
 */
async function audit(paths) {
  say(`trace-auditor audit ${paths.join(" ")}`);
  const { code } = await run(process.execPath, [cli, "audit", ...paths]);
  if (code > 1) throw new SetupError(`The audit could not run (exit code ${String(code)}).`);
}

/**
 * The folder to open, and its first file with something to show.
 * @param {string[]} paths
 * @returns {Promise<import("./vscode/hostedServer.mjs").PageTarget>}
 */
async function whatToShow(paths) {
  const [first = root] = paths;
  if (!statSync(first).isDirectory()) return { folder: dirname(first), file: first };
  const { output } = await run(process.execPath, [cli, "audit", "--format", "jsonl", first], { quiet: true });
  for (const line of output.split("\n")) {
    // The output also has messages for people, which are not JSON.
    if (!line.startsWith("{")) continue;
    const { file, findings } = JSON.parse(line);
    const path = resolve(String(file));
    if (findings?.length > 0 && existsSync(path)) return { folder: first, file: path };
  }
  return { folder: first };
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
    const server = await startHostedServer({ vscode, dataFolder });
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

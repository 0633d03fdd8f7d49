/** The user's own desktop VS Code: finds it, and opens a window with the extension from this checkout. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { run, say, SetupError } from "../setup/process.mjs";
import { root } from "../setup/project.mjs";

const onMac = "/Applications/Visual Studio Code.app/Contents/Resources/app/bin/code";

/** @returns {Promise<string | undefined>} the command, if VS Code is installed, new enough, and can show a window. */
export async function findDesktopVsCode() {
  // In the terminal of a remote window, `code` is another program, which cannot load an extension from a folder.
  if (process.env.VSCODE_IPC_HOOK_CLI) return undefined;
  const screen = process.platform !== "linux" || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  if (!screen) return undefined;
  for (const command of process.platform === "darwin" && existsSync(onMac) ? ["code", onMac] : ["code"]) {
    const { code, output } = await run(command, ["--version"], { quiet: true });
    const version = /^\d+\.\d+\.\d+/m.exec(output)?.[0];
    if (code !== 0 || version === undefined) continue;
    if (atLeast(version, needed())) return command;
    say(`Your VS Code is ${version}; Trace Auditor needs ${needed()}. Showing it in the browser instead.`);
  }
  return undefined;
}

/**
 * @param {string} command
 * @param {import("./hostedServer.mjs").PageTarget} target
 */
export async function openDesktopVsCode(command, { folder, file }) {
  const args = ["--new-window", `--extensionDevelopmentPath=${root}`, folder, ...(file === undefined ? [] : [file])];
  const { code } = await run(command, args);
  if (code !== 0)
    throw new SetupError(`${command} ended with code ${String(code)}. \`npm start -- --browser\` does without it.`);
}

/** @returns {string} the oldest VS Code that the manifest allows. */
function needed() {
  return JSON.parse(readFileSync(join(root, "package.json"), "utf8")).engines.vscode.replace("^", "");
}

/**
 * @param {string} version
 * @param {string} least
 */
function atLeast(version, least) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const [leastMajor = 0, leastMinor = 0] = least.split(".").map(Number);
  return major > leastMajor || (major === leastMajor && minor >= leastMinor);
}

/** Child processes for the scripts: run one and wait, or run one and keep its output. */
import { spawn } from "node:child_process";

const windows = process.platform === "win32";

/**
 * @typedef {object} RunOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env]
 * @property {boolean} [quiet] Keep the output instead of showing it.
 */

/**
 * Runs a program to its end. Never throws for its exit code: callers say in their own words what a failure means.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<{ code: number, output: string }>} the output only when quiet.
 */
export function run(command, args, { cwd, env = process.env, quiet = false } = {}) {
  return new Promise((resolve) => {
    // npm and code are .cmd files on Windows, which only a shell starts.
    const child = spawn(command, args, {
      cwd,
      env,
      stdio: ["ignore", quiet ? "pipe" : "inherit", quiet ? "pipe" : "inherit"],
      shell: windows,
    });
    let output = "";
    child.stdout?.on("data", (chunk) => (output += String(chunk)));
    child.stderr?.on("data", (chunk) => (output += String(chunk)));
    child.on("error", (error) => resolve({ code: 127, output: output + error.message }));
    child.on("close", (code, signal) => resolve({ code: code ?? (signal ? 128 : 1), output }));
  });
}

/**
 * A step of set-up that must succeed; its output is shown only if it fails.
 * @param {string} what for the message, for example "npm ci".
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 */
export async function must(what, command, args, options) {
  const { code, output } = await run(command, args, { ...options, quiet: true });
  if (code !== 0) throw new SetupError(`${what} failed (exit code ${String(code)}):\n${abridged(output)}`);
  return output;
}

/**
 * The start and the end of the output: tools name the error at one of them.
 * @param {string} output
 */
function abridged(output) {
  const lines = output.trim().split("\n");
  return lines.length <= 40 ? lines.join("\n") : [...lines.slice(0, 15), "…", ...lines.slice(-24)].join("\n");
}

/** A failure whose message explains everything; shown without a stack. */
export class SetupError extends Error {}

/**
 * Runs a script's main function; a SetupError is shown as its message, anything else with its stack.
 * @param {() => Promise<number | void>} body returns the exit code, 0 if left out.
 */
export async function main(body) {
  try {
    process.exitCode = (await body()) ?? 0;
  } catch (error) {
    console.error(error instanceof SetupError ? error.message : error);
    process.exitCode = 1;
  }
}

/** @param {string} text what is being done, for the person who waits. */
export function say(text) {
  console.error(`> ${text}`);
}

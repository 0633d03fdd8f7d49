/**
 * Runs VS Code's server on this machine for one browser. Anyone who reaches its port gets a shell, so it listens only
 * on 127.0.0.1 and, except in tests, requires a token.
 */
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { createWriteStream, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { must, SetupError } from "../setup/process.mjs";

/**
 * @typedef {object} HostedServerOptions
 * @property {import("../setup/hostedVsCode.mjs").HostedVsCode} vscode
 * @property {string} dataFolder the server's own, for settings, logs and extensions.
 * @property {boolean} [forTests] no token, no workspace trust, and test extensions are accepted.
 * @property {boolean} [asksForTrust] in tests, too, the user is asked whether a workspace is to be trusted.
 * @property {Record<string, unknown>} [settings] the editor's settings for everyone on this server.
 * @property {NodeJS.ProcessEnv} [env] more environment for the server and its extension hosts.
 *
 * @typedef {object} HostedServer
 * @property {string} authority host and port, as in vscode-remote://AUTHORITY/path.
 * @property {string} token empty in tests.
 * @property {() => string} logTail the last lines of its log.
 * @property {Promise<void>} ended when the server has ended, asked or not.
 * @property {(target: PageTarget) => string} url of a window.
 * @property {() => Promise<void>} stop ends the server and everything it started.
 *
 * @typedef {object} PageTarget
 * @property {string} folder absolute path.
 * @property {string | undefined} [workspace] absolute path of a `.code-workspace` file that is opened instead of the folder.
 * @property {string} [file] absolute path of a file to open in it.
 * @property {readonly (readonly [string, string])[]} [payload] more for the workbench's environment.
 */

/** Built-in extensions that use the network or an account. */
const disabled = [
  "vscode.github",
  "vscode.github-authentication",
  "vscode.microsoft-authentication",
  "vscode.tunnel-forwarding",
  "GitHub.copilot-chat",
];

/** A workbench without welcome pages, experiments or telemetry. */
const quietSettings = {
  "telemetry.telemetryLevel": "off",
  "workbench.startupEditor": "none",
  "workbench.enableExperiments": false,
  "workbench.settings.enableNaturalLanguageSearch": false,
  // In a browser VS Code writes files a second after each edit; here a file is written when it is saved, as on the desktop.
  "files.autoSave": "off",
  "extensions.autoCheckUpdates": false,
  "extensions.autoUpdate": false,
  "extensions.ignoreRecommendations": true,
  "update.showReleaseNotes": false,
  "chat.disableAIFeatures": true,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "git.enabled": false,
};

/** @param {string} dataFolder */
export function extensionsFolder(dataFolder) {
  return join(dataFolder, "extensions");
}

/**
 * Installs an extension as users do, before the server starts.
 * @param {Pick<HostedServerOptions, "vscode" | "dataFolder">} options
 * @param {string} vsix
 */
export async function installVsix({ vscode, dataFolder }, vsix) {
  const folders = ["--server-data-dir", dataFolder, "--extensions-dir", extensionsFolder(dataFolder)];
  const quiet = ["--accept-server-license-terms", "--telemetry-level", "off"];
  await must(`Installing ${vsix}`, vscode.node, [
    vscode.serverMain,
    ...["--install-extension", vsix],
    ...folders,
    ...quiet,
  ]);
}

/**
 * @param {HostedServerOptions} options
 * @returns {Promise<HostedServer>} once it accepts connections.
 */
export async function startHostedServer({
  vscode,
  dataFolder,
  forTests = false,
  asksForTrust = !forTests,
  settings = {},
  env = {},
}) {
  const token = forTests ? "" : randomBytes(24).toString("base64url");
  const machine = join(dataFolder, "data", "Machine");
  for (const folder of [machine, extensionsFolder(dataFolder)]) mkdirSync(folder, { recursive: true });
  writeFileSync(join(machine, "settings.json"), JSON.stringify({ ...quietSettings, ...settings }, null, 2));

  const args = [
    vscode.serverMain,
    ...["--host", "127.0.0.1", "--port", "0"],
    ...["--server-data-dir", dataFolder, "--extensions-dir", extensionsFolder(dataFolder)],
    ...["--accept-server-license-terms", "--telemetry-level", "off", "--force-disable-user-env"],
    ...disabled.flatMap((id) => ["--disable-extension", id]),
    ...(forTests
      ? ["--without-connection-token", "--enable-smoke-test-driver"]
      : // In a file, because every user of the machine can read the arguments of a process.
        ["--connection-token-file", tokenFile(dataFolder, token)]),
    ...(asksForTrust ? [] : ["--disable-workspace-trust"]),
  ];
  const path = `${dirname(vscode.node)}${delimiter}${process.env.PATH ?? ""}`;
  const child = spawn(vscode.node, args, {
    // The variables that VS Code sets in its own terminals must not reach this process.
    env: { ...withoutVsCode(process.env), ...env, PATH: path },
    stdio: ["ignore", "pipe", "pipe"],
    // Its own process group, so that its extension hosts end with it.
    detached: process.platform !== "win32",
  });
  const logFile = join(dataFolder, "server.log");
  const log = createWriteStream(logFile);
  child.stdout.pipe(log, { end: false });
  child.stderr.pipe(log, { end: false });
  /** @type {Promise<void>} */
  const ended = new Promise((resolve) => child.once("close", () => resolve()));
  const stop = async () => {
    signalGroup(child, "SIGTERM");
    const patience = setTimeout(() => signalGroup(child, "SIGKILL"), 3000);
    await ended;
    clearTimeout(patience);
    await new Promise((resolve) => log.end(() => resolve(undefined)));
  };
  const logTail = () => readFileSync(logFile, "utf8").trim().split("\n").slice(-15).join("\n");
  const killNow = () => signalGroup(child, "SIGKILL");
  process.once("exit", killNow);
  void ended.then(() => process.off("exit", killNow));

  const port = await listening(child).catch(async (/** @type {unknown} */ error) => {
    await stop();
    throw new SetupError(`VS Code's server did not start (${String(error)}). Its log was:\n${logTail()}`);
  });
  const authority = `127.0.0.1:${String(port)}`;
  return { authority, token, logTail, ended, stop, url: (target) => pageUrl(authority, token, target) };
}

/**
 * @param {import("node:child_process").ChildProcessByStdio<null, import("node:stream").Readable, import("node:stream").Readable>} child
 * @returns {Promise<number>} the port that the system chose.
 */
function listening(child) {
  return new Promise((resolve, reject) => {
    const patience = setTimeout(() => reject(new Error("no answer within 60 s")), 60_000);
    let said = "";
    child.stdout.on("data", (chunk) => {
      said += String(chunk);
      const port = /Extension host agent listening on (\d+)/.exec(said)?.[1];
      if (port === undefined) return;
      clearTimeout(patience);
      resolve(Number(port));
    });
    child.once("error", reject);
    child.once("close", (code) => reject(new Error(`it ended with code ${String(code)}`)));
  });
}

/**
 * @param {import("node:child_process").ChildProcess} child
 * @param {NodeJS.Signals} signal
 */
function signalGroup(child, signal) {
  if (child.pid === undefined || child.exitCode !== null) return;
  try {
    if (process.platform === "win32") child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch {
    // It has ended in the meantime.
  }
}

/**
 * @param {string} dataFolder
 * @param {string} token
 */
function tokenFile(dataFolder, token) {
  const path = join(dataFolder, "connection-token");
  writeFileSync(path, token, { mode: 0o600 });
  return path;
}

/** @param {NodeJS.ProcessEnv} env */
function withoutVsCode(env) {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith("VSCODE_")));
}

/**
 * @param {string} authority
 * @param {string} token
 * @param {PageTarget} target
 */
export function pageUrl(authority, token, { folder, workspace, file, payload = [] }) {
  const query = new URLSearchParams(token ? { tkn: token } : {});
  if (workspace === undefined) query.set("folder", uriPath(folder));
  else query.set("workspace", uriPath(workspace));
  const all = file === undefined ? payload : [...payload, ["openFile", `vscode-remote://${authority}${uriPath(file)}`]];
  if (all.length > 0) query.set("payload", JSON.stringify(all));
  return `http://${authority}/?${query.toString()}`;
}

/**
 * @param {string} path absolute, in this system's form.
 * @returns {string} in the form of URIs: `/c:/folder` on Windows.
 */
export function uriPath(path) {
  const slashed = path.replaceAll("\\", "/");
  return slashed.startsWith("/") ? slashed : `/${slashed}`;
}

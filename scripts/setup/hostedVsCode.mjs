/**
 * VS Code's server and the Node that it needs, from npm packages only (test/vscode/package.json pins them): for
 * machines without a desktop VS Code, and for the tests. Installed once into the cache, for all checkouts.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { cacheFolder } from "./cacheFolder.mjs";
import { installationKey, installLocked, installOnce } from "./installOnce.mjs";
import { must, run, say, SetupError } from "./process.mjs";
import { root } from "./project.mjs";

/**
 * @typedef {object} HostedVsCode
 * @property {string} node path of the Node that runs it.
 * @property {string} serverMain path of VS Code's server-main.js.
 */

const manifestFolder = join(root, "test", "vscode");

/**
 * Large parts of VS Code's server that are not used here: the remote end of AI agents, dev containers and their
 * sandbox. Without them the installation is half as large.
 */
const unusedDependencies = [
  "@github/copilot-sdk",
  "@microsoft/mxc-sdk",
  "@devcontainers/cli",
  "@vscode/sandbox-runtime",
];

/**
 * Finds the hosted VS Code in the cache, or installs it there.
 * @returns {Promise<HostedVsCode>}
 * @throws {SetupError} when npm cannot install it.
 */
export async function ensureHostedVsCode() {
  const { dependencies } = JSON.parse(readFileSync(join(manifestFolder, "package.json"), "utf8"));
  const key = installationKey(manifestFolder, unusedDependencies.join());
  const folder = cacheFolder("hosted-vscode", `${dependencies["code-server"]}-${key}`);
  const installation = describe(folder);
  if (await works(installation)) return installation;
  say(`Installing VS Code from npm (once; a minute or so, 600 MB on disk) into ${folder}`);
  await installOnce(folder, install);
  if (!(await works(installation))) throw new SetupError(`VS Code was installed into ${folder} but does not start.`);
  return installation;
}

/** @param {string} folder */
async function install(folder) {
  // No install scripts: code-server's would spend minutes compiling things that are not used here.
  await installLocked("code-server", manifestFolder, folder);
  say("  1 of 4: code-server is here; now its Node");
  // The exception: this script installs the Node binary, as a separate package for each platform.
  await must("Installing Node 24", process.execPath, ["installArchSpecificPackage.js"], {
    cwd: join(folder, "node_modules", "node"),
  });
  say("  2 of 4: Node is here; now the modules of VS Code's server");
  const server = join(folder, "node_modules", "code-server", "lib", "vscode");
  dropUnused(server);
  await must(
    "Installing VS Code's modules",
    "npm",
    ["install", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund"],
    {
      cwd: server,
    },
  );
  say("  3 of 4: VS Code is complete; last, two small native modules");
  // Without spdlog the Output panel stays empty, without the watchdog a killed server leaves its extension host behind.
  const modules = ["@vscode/spdlog", "@vscode/native-watchdog"];
  const { code } = await run("npm", ["rebuild", ...modules], { cwd: server, quiet: true });
  say(
    code === 0
      ? "  4 of 4: done"
      : "  4 of 4: not compiled (no C++ compiler?); all works but VS Code's own logs and Output panel",
  );
}

/** @param {string} server the folder of VS Code's server, whose npm-shrinkwrap.json pins what remains. */
function dropUnused(server) {
  for (const file of ["package.json", "npm-shrinkwrap.json"]) {
    const path = join(server, file);
    const json = JSON.parse(readFileSync(path, "utf8"));
    const dependencies = file === "package.json" ? json.dependencies : json.packages[""].dependencies;
    for (const name of unusedDependencies) delete dependencies[name];
    writeFileSync(path, JSON.stringify(json, null, 2));
  }
}

/**
 * @param {string} folder
 * @returns {HostedVsCode}
 */
function describe(folder) {
  const node = process.platform === "win32" ? "node.exe" : "node";
  return {
    node: join(folder, "node_modules", "node", "bin", node),
    serverMain: join(folder, "node_modules", "code-server", "lib", "vscode", "out", "server-main.js"),
  };
}

/** @param {HostedVsCode} installation */
async function works({ node, serverMain }) {
  const modules = join(dirname(dirname(serverMain)), "node_modules", "vscode-oniguruma");
  if (![node, serverMain, modules].every((path) => existsSync(path))) return false;
  return (await run(node, ["--version"], { quiet: true })).output.startsWith("v24.");
}

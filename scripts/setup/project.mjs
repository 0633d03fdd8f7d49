/** Makes this checkout ready to run: installs the dependencies of the lockfile, and builds the sources. */
import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { must, say, SetupError } from "./process.mjs";

/** The repository's root. */
export const root = fileURLToPath(new URL("../..", import.meta.url)).replace(/[/\\]$/, "");

/** The sources of the bundles. */
export const sources = ["client", "server", "grammars", "media", "package.json", "package-lock.json", "scripts"];
/** The build writes this file last. */
export const buildStamp = join(root, "dist", ".built");

export function requireNode() {
  const major = Number(process.versions.node.split(".")[0]);
  if (major < 20) throw new SetupError(`Trace Auditor needs Node 20 or newer; this is ${process.version}.`);
}

/** Installs the dependencies if they differ from the lockfile. */
export async function ensureDependencies() {
  requireNode();
  if (dependenciesMatch()) return;
  say("Installing dependencies (npm ci)");
  await must("npm ci", "npm", ["ci", "--no-audit", "--no-fund"], { cwd: root });
}

function dependenciesMatch() {
  const record = join(root, "node_modules", ".package-lock.json");
  if (!existsSync(record)) return false;
  const installed = packagesOf(record);
  return Object.entries(packagesOf(join(root, "package-lock.json"))).every(
    ([path, { version, optional, devOptional }]) =>
      // Optional packages are for one platform only.
      path === "" || optional || devOptional || installed[path]?.version === version,
  );
}

/**
 * @param {string} lockfile
 * @returns {Record<string, { version?: string, optional?: boolean, devOptional?: boolean }>} by their folder.
 */
function packagesOf(lockfile) {
  return JSON.parse(readFileSync(lockfile, "utf8")).packages;
}

/** Builds if a source is newer than the last build. */
export async function ensureBuilt() {
  const built = modified(buildStamp);
  if (built > 0 && sources.every((source) => newest(join(root, source)) <= built)) return;
  say("Building");
  await must("The build", process.execPath, [join(root, "scripts", "build.mjs")], { cwd: root });
}

/**
 * @param {string} path
 * @returns {number} milliseconds since the epoch, 0 if it does not exist.
 */
function modified(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

/**
 * @param {string} path
 * @returns {number} in milliseconds since the epoch, the time of the newest file or folder (a deletion changes its folder) in it.
 */
export function newest(path) {
  if (!existsSync(path)) return 0;
  let latest = modified(path);
  if (!statSync(path).isDirectory()) return latest;
  for (const entry of readdirSync(path, { recursive: true, withFileTypes: true })) {
    if (entry.name === "node_modules" || dirname(entry.parentPath).includes("node_modules")) continue;
    latest = Math.max(latest, modified(join(entry.parentPath, entry.name)));
  }
  return latest;
}

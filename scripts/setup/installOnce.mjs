/** Tools that are installed from npm into the cache, once for all checkouts, each pinned by its own lockfile. */
import { createHash, randomBytes } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { must, say } from "./process.mjs";

/**
 * @param {string} manifestFolder contains package.json and package-lock.json.
 * @param {string} [variant] what else distinguishes installations.
 * @returns {string} a few digits: another lockfile, or another way to install it, is another installation.
 */
export function installationKey(manifestFolder, variant = "") {
  const hash = createHash("sha256").update(readFileSync(join(manifestFolder, "package-lock.json")));
  return hash.update(variant).digest("hex").slice(0, 8);
}

/**
 * Installs into a folder that does not exist or is incomplete.
 * @param {string} folder
 * @param {(draft: string) => Promise<void>} install fills a folder.
 */
export async function installOnce(folder, install) {
  const started = Date.now();
  rmSync(folder, { recursive: true, force: true });
  // Installed beside its place and then renamed: a broken download or a second process never leaves a half-finished
  // one.
  const draft = `${folder}.${randomBytes(4).toString("hex")}`;
  try {
    mkdirSync(draft, { recursive: true });
    await install(draft);
    if (!existsSync(folder)) renameSync(draft, folder);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
  say(`  done in ${String(Math.round((Date.now() - started) / 1000))} s`);
}

/**
 * Installs what the lockfile says, without any install script.
 * @param {string} what for the message, for example "code-server".
 * @param {string} manifestFolder
 * @param {string} folder
 * @param {readonly string[]} [flags] more flags for npm.
 * @param {"ci" | "install"} [command] `ci` refuses a lockfile without the optional packages of other platforms; `install`
 *   takes it.
 */
export async function installLocked(what, manifestFolder, folder, flags = [], command = "ci") {
  for (const file of ["package.json", "package-lock.json"])
    copyFileSync(join(manifestFolder, file), join(folder, file));
  const args = [command, "--ignore-scripts", "--no-audit", "--no-fund", ...flags];
  await must(`Installing ${what}`, "npm", args, { cwd: folder });
}

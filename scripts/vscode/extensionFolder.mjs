/** The extension as a folder: what the VSIX holds, and what an editor has among its installed extensions. */
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { SetupError } from "../setup/process.mjs";
import { root } from "../setup/project.mjs";

/** What of package.json is for this checkout only. */
const checkoutOnly = ["private", "devDependencies", "overrides", "scripts"];

/** @returns {{ name: string, publisher: string, version: string, main: string, files: string[] }} */
export function readManifest() {
  return JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
}

/**
 * Writes what package.json lists among its files, and a manifest that says no more than an editor wants to know.
 * @param {string} target
 * @param {string} [built] where the bundles are.
 */
export function writeExtension(target, built = join(root, "dist")) {
  const manifest = readManifest();
  mkdirSync(target, { recursive: true });
  const kept = Object.entries(manifest).filter(([key]) => !checkoutOnly.includes(key));
  writeFileSync(join(target, "package.json"), `${JSON.stringify(Object.fromEntries(kept), null, 2)}\n`);
  for (const file of manifest.files) {
    const source = file === "dist" ? built : join(root, file);
    if (!existsSync(source)) throw new SetupError(`package.json lists ${file} among its files, and it is not there.`);
    cpSync(source, join(target, file), { recursive: true });
  }
  if (!existsSync(join(target, manifest.main)))
    throw new SetupError(`${manifest.main} is not among the built files; run \`npm run build\`.`);
}

/**
 * Puts the extension, as this checkout has built it, where an editor looks for installed ones.
 * @param {string} extensionsFolder of an editor; nothing of this extension may be in it yet.
 * @returns {string} the folder of the extension.
 */
export function installExtension(extensionsFolder) {
  const { publisher, name, version } = readManifest();
  const target = join(extensionsFolder, `${publisher}.${name}-${version}`);
  writeExtension(target);
  return target;
}

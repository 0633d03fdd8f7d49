/** The extension as a folder: the content of the VSIX, as editors keep it among their installed extensions. */
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { SetupError } from "../setup/process.mjs";
import { root } from "../setup/project.mjs";

/** Keys of package.json that are only for this checkout. */
const checkoutOnly = ["private", "devDependencies", "overrides", "scripts"];

/** @returns {{ name: string, publisher: string, version: string, main: string, files: string[] }} */
export function readManifest() {
  return JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
}

/**
 * Writes the files that package.json lists, and a manifest with only the keys that an editor needs.
 * @param {string} target
 * @param {string} [built] the folder with the bundles.
 */
export function writeExtension(target, built = join(root, "dist")) {
  const manifest = readManifest();
  mkdirSync(target, { recursive: true });
  const kept = Object.entries(manifest).filter(([key]) => !checkoutOnly.includes(key));
  writeFileSync(join(target, "package.json"), `${JSON.stringify(Object.fromEntries(kept), null, 2)}\n`);
  for (const file of manifest.files) {
    const source = file === "dist" ? built : join(root, file);
    if (!existsSync(source)) throw new SetupError(`package.json lists ${file} among its files, and it is not there.`);
    // Hidden ones are for this checkout: the settings with which npm start shows the examples.
    cpSync(source, join(target, file), { recursive: true, filter: (path) => !basename(path).startsWith(".") });
  }
  if (!existsSync(join(target, manifest.main)))
    throw new SetupError(`${manifest.main} is not among the built files; run \`npm run build\`.`);
}

/**
 * Copies the extension, as this checkout has built it, to the place where an editor looks for installed ones.
 * @param {string} extensionsFolder of an editor; it must not contain this extension yet.
 * @returns {string} the folder of the extension.
 */
export function installExtension(extensionsFolder) {
  const { publisher, name, version } = readManifest();
  const target = join(extensionsFolder, `${publisher}.${name}-${version}`);
  writeExtension(target);
  return target;
}

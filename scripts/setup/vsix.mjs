/** The extension as one file that people install. */
import { existsSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readManifest, writeExtension } from "../vscode/extensionFolder.mjs";
import { must, say } from "./process.mjs";
import { newest, root, sources } from "./project.mjs";
import { ensureVsce } from "./vsce.mjs";

/** @returns {string} where the VSIX of this checkout lies, or will lie. */
export function vsixPath() {
  const { name, version } = readManifest();
  return join(root, `${name}-${version}.vsix`);
}

/**
 * The VSIX of what is in this checkout now; packed when something in it is newer.
 * @returns {Promise<string>} its path.
 */
export async function ensureVsix() {
  const path = vsixPath();
  const ingredients = [...sources, ...readManifest().files.filter((file) => file !== "dist")];
  const packed = existsSync(path) ? statSync(path).mtimeMs : 0;
  if (ingredients.some((file) => newest(join(root, file)) > packed)) await packVsix();
  return path;
}

/**
 * Builds for production, beside the build that is worked with, and packs.
 * @returns {Promise<string>} the path of the VSIX.
 */
export async function packVsix() {
  const vsce = await ensureVsce();
  say("Packing the extension");
  const path = vsixPath();
  const work = join(root, ".cache", "package");
  const [built, extension, draft] = [join(work, "built"), join(work, "extension"), join(work, "draft.vsix")];
  rmSync(work, { recursive: true, force: true });
  const build = [join(root, "scripts", "build.mjs"), "--production", "--out", join(".cache", "package", "built")];
  await must("The build", process.execPath, build, { cwd: root });
  writeExtension(extension, built);
  makeReadmeLocal(join(extension, "README.md"));
  const flags = ["--no-dependencies", "--allow-missing-repository", "--no-rewrite-relative-links"];
  await must("vsce", process.execPath, [vsce, "package", ...flags, "--out", draft], { cwd: extension });
  renameSync(draft, path);
  rmSync(work, { recursive: true, force: true });
  return path;
}

/**
 * An editor shows the README where no other file of the repository is: pictures go into it, links to files become words.
 * @param {string} path
 */
function makeReadmeLocal(path) {
  const text = readFileSync(path, "utf8")
    .replace(/(!\[[^\]]*\])\((?!https:)([^)\s]+\.png)\)/g, (_, alt, picture) => {
      const bytes = readFileSync(join(root, picture));
      return `${alt}(data:image/png;base64,${bytes.toString("base64")})`;
    })
    .replace(/(?<!!)\[([^\]]*)\]\((?!https?:|#)[^)\s]+\)/g, "$1");
  writeFileSync(path, text);
}

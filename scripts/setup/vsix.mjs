/** The extension as the file that people install. */
import { existsSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readManifest, writeExtension } from "../vscode/extensionFolder.mjs";
import { must, say } from "./process.mjs";
import { newest, root, sources } from "./project.mjs";
import { ensureVsce } from "./vsce.mjs";

/** @returns {string} the path of this checkout's VSIX, which need not exist yet. */
export function vsixPath() {
  const { name, version } = readManifest();
  return join(root, `${name}-${version}.vsix`);
}

/**
 * The VSIX of this checkout's present state; packed again if something in it is newer.
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
 * Builds for production, in another folder than the development build, and packs.
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
 * An editor shows the README to people who have the extension, without the repository: what is only for those who have
 * the repository is left out, pictures are embedded, and links to files become plain text.
 * @param {string} path
 */
function makeReadmeLocal(path) {
  const text = readFileSync(path, "utf8")
    .replace(/<!-- in the repository -->.*?<!-- \/in the repository -->\n*/gs, "")
    .replace(/(!\[[^\]]*\])\((?!https:)([^)\s]+\.png)\)/g, (_, alt, picture) => {
      const bytes = readFileSync(join(root, picture));
      return `${alt}(data:image/png;base64,${bytes.toString("base64")})`;
    })
    .replace(/(?<!!)\[([^\]]*)\]\((?!https?:|#)[^)\s]+\)/g, "$1");
  writeFileSync(path, text);
}

/** The licences of bundled packages: the extension contains our dependencies' code, so it must contain their terms. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * The text of the notices file, with each package once, sorted by name.
 *
 * @param {Iterable<string>} bundledFiles the files in the bundles: esbuild's inputs, relative to `root`
 * @param {string} root the folder with node_modules/
 * @throws if a package does not name its licence
 */
export function noticesOf(bundledFiles, root) {
  const folders = new Set([...bundledFiles].flatMap((file) => packageFolderOf(file) ?? []));
  const notices = [...folders].sort().map((folder) => noticeOf(join(root, folder)));
  const rule = `\n${"-".repeat(80)}\n\n`;
  return `Trace Auditor holds parts of these packages, each under its own licence.\n${rule}${notices.join(rule)}`;
}

/**
 * The innermost package that contains a file; undefined for our own files.
 * @param {string} file
 */
function packageFolderOf(file) {
  const parts = file.split("/");
  const at = parts.lastIndexOf("node_modules");
  if (at < 0) return undefined;
  return parts.slice(0, at + (parts[at + 1]?.startsWith("@") ? 3 : 2)).join("/");
}

/** @param {string} folder a package's */
function noticeOf(folder) {
  const { name, version, license, author } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const texts = readdirSync(folder)
    .filter((file) => /^(licen[cs]e|copying|notice)(\.|-|$)/i.test(file) && !/\.(js|ts|json)$/i.test(file))
    .sort()
    .map((file) => readFileSync(join(folder, file), "utf8").trim());
  const id = typeof license === "string" ? license : license?.type;
  if (id === undefined && texts.length === 0) throw new Error(`${name} says nothing of its licence.`);
  const writer = typeof author === "string" ? author : author?.name;
  const words = texts.length > 0 ? texts.join("\n\n") : `Licence: ${id}${writer === undefined ? "" : `\nBy ${writer}`}`;
  return `${name} ${version}${id === undefined ? "" : ` (${id})`}\n\n${words}\n`;
}

/** Generated files: written to their places, or compared with the files there. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { format, resolveConfig } from "prettier";
import { SetupError } from "../setup/process.mjs";
import { root } from "../setup/project.mjs";

/**
 * @typedef {object} Generated
 * @property {string} path From the repository's root.
 * @property {string} text
 */

/**
 * Writes the files that differ from those there, formatted by Prettier.
 * @param {readonly Generated[]} files
 * @param {{ check: boolean }} options `check`: write nothing, and fail if a file differs.
 */
export async function place(files, { check }) {
  /** @type {string[]} */
  const behind = [];
  for (const { path, text } of files) {
    const file = join(root, path);
    const wanted = await format(text, { ...(await resolveConfig(file)), filepath: file });
    if (existsSync(file) && readFileSync(file, "utf8") === wanted) continue;
    behind.push(path);
    if (check) continue;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, wanted);
  }
  if (behind.length === 0) return;
  const listed = behind.map((path) => `  ${path}`).join("\n");
  if (check) throw new SetupError(`These lag behind what they are made from; npm run generate writes them:\n${listed}`);
  console.log(`Written:\n${listed}`);
}

/** What `npm start` shows first of a person's own files. */
import { existsSync, statSync } from "node:fs";
import { dirname, extname, resolve } from "node:path";

/**
 * A named file; of a folder the largest file that holds traces: a run rather than a sample of one.
 * @param {string[]} paths as the person gave them, absolute
 * @param {string[]} files those that hold traces
 * @returns {import("./hostedServer.mjs").PageTarget}
 */
export function whatToShow([first = "."], files) {
  if (!statSync(first).isDirectory()) return { folder: dirname(first), file: first };
  const [largest] = files
    .map((file) => resolve(file))
    .filter((file) => file.startsWith(first) && existsSync(file))
    .map((file) => ({ file, size: statSync(file).size }))
    .sort((a, b) => b.size - a.size);
  return { folder: first, ...(largest && { file: largest.file }) };
}

/**
 * Shows the file as a run: its table says in the first seconds what lines of JSON do not, and no size is too large for
 * it. A trace stays a text.
 * @param {import("./hostedServer.mjs").PageTarget} target
 * @returns {Record<string, unknown>} settings of the editor
 */
export function editorSettings({ file }) {
  if (file === undefined || extname(file) === ".trace") return {};
  return { "workbench.editorAssociations": { [file.replaceAll("\\", "/")]: "traceAuditor.run" } };
}

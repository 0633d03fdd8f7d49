/**
 * Lists every text of the code that reads as words for people, by file, to be read in one go: messages of rules, of the
 * command line, of the editor and of its pages, with what is filled in as `${…}`; then the texts of package.nls.json.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { root } from "./setup/project.mjs";

/** Code that speaks to people; what a model or a program reads is data of its own. */
const rooms = ["client/src", "media", "server"];
const notForPeople = /generated|[\\/]dev\w*\.ts$|\.d\.ts$/;

/** Two words, or one with a full stop: anything else is a name, a mark or a piece of another text. */
const words = /\p{L}+[,;:]? \p{L}{2,}|^\p{Lu}\p{L}+[.!?]$/u;

for (const room of rooms) {
  for (const name of readdirSync(join(root, room), { recursive: true, encoding: "utf8" }).sort()) {
    const path = join(room, name);
    if (!name.endsWith(".ts") || notForPeople.test(path)) continue;
    const texts = textsOf(readFileSync(join(root, path), "utf8")).filter((text) => words.test(text));
    if (texts.length > 0) console.log(`${path}\n${texts.map((text) => `  ${JSON.stringify(text)}`).join("\n")}`);
  }
}
console.log("package.nls.json");
for (const text of Object.values(JSON.parse(readFileSync(join(root, "package.nls.json"), "utf8")))) {
  console.log(`  ${JSON.stringify(text)}`);
}

/**
 * @param {string} code
 * @returns {string[]}
 */
function textsOf(code) {
  /** @type {string[]} */
  const texts = [];
  const visit = (/** @type {ts.Node} */ node) => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return;
    if (ts.isStringLiteralLike(node)) texts.push(node.text);
    else if (ts.isTemplateExpression(node)) {
      texts.push(node.head.text + node.templateSpans.map(({ literal }) => `\${…}${literal.text}`).join(""));
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile("file.ts", code, ts.ScriptTarget.Latest));
  return texts;
}

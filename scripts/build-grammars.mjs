/**
 * Builds every grammars/*.peggy into server/core/generated/<name>.mjs with its types. The results are not committed;
 * the grammars are.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import peggy from "peggy";
import { nativeScan } from "./peggy-native-scan.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const target = join(root, "server", "core", "generated");
mkdirSync(target, { recursive: true });

for (const file of readdirSync(join(root, "grammars")).filter((name) => name.endsWith(".peggy"))) {
  const name = basename(file, ".peggy");
  const path = join(root, "grammars", file);
  const text = readFileSync(path, "utf8");
  // A first line `// start: A, B` names the rules with which parsing may start; without it, the first rule.
  const starts = /^\/\/ start: (.+)$/m.exec(text)?.[1]?.split(/,\s*/);
  const code = peggy.generate(text, {
    output: "source",
    format: "es",
    grammarSource: path,
    plugins: [nativeScan],
    ...(starts ? { allowedStartRules: starts } : {}),
  });
  writeFileSync(join(target, `${name}.mjs`), code);
  writeFileSync(
    join(target, `${name}.d.mts`),
    [
      "export interface ParseOptions { startRule?: string; [option: string]: unknown }",
      "/** The caller states the type of the grammar's result. */",
      "export function parse(input: string, options?: ParseOptions): unknown;",
      "",
    ].join("\n"),
  );
}

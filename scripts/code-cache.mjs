/**
 * Writes program.cache: V8's compiled form of the command line's program after it scored and audited examples. cli.js
 * starts with it (server/cli/launch.ts). The build calls this script: code-cache.mjs FOLDER.
 */
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { Script } from "node:vm";
import { root } from "./setup/project.mjs";

const folder = resolve(process.argv[2] ?? "dist");
const file = join(folder, "program.js");
const cli = join(folder, "cli.js");

const built = readFileSync(file, "utf8");
const mark = createHash("sha256").update(built).digest("hex");
const source = `${built}\n// ${mark}`;
writeFileSync(file, source);

const script = new Script(source, { filename: file });
process.on("exit", () => {
  writeFileSync(join(folder, "program.cache"), Buffer.concat([Buffer.from(mark), script.createCachedData()]));
});
const example = join(root, "examples", "rollouts", "step-30.jsonl");
const run = script.runInThisContext();
for (const command of [["score"], ["audit", "--exit-zero", "--format", "jsonl"]]) {
  process.argv = [process.execPath, cli, ...command, example];
  run({}, createRequire(cli), { exports: {} }, cli, folder);
}

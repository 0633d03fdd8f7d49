/**
 * The command line's file: runs the program beside it, with what V8 made of it when it was built, which each start and
 * each worker would make anew. What was made of another program or by another V8 is not used.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { Script } from "node:vm";
import { cacheOf, type Program } from "./codeCache";

const file = join(__dirname, "program.js");
const source = readFileSync(file, "utf8");
const program = new Script(source, {
  filename: file,
  cachedData: cacheOf(source, () => readFileSync(join(__dirname, "program.cache"))),
}).runInThisContext() as Program;
program({}, createRequire(__filename), { exports: {} }, __filename, __dirname);

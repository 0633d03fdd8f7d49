/**
 * The command line's file. It runs the program beside it with the code cache that V8 made at build time; without it,
 * each start and each worker would compile the program again. A cache of another program or another V8 version is not
 * used.
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

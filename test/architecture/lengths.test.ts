/** A file has one purpose, and can be read in one go. */
import { readdirSync } from "node:fs";
import { join, sep } from "node:path";
import { describe, expect, it } from "vitest";
import { readText, root } from "./sourceFiles";

const mostLines = 400;

/** What is written by hand: not what a program writes from it. */
const written = /\.(?:ts|mjs|cjs|py|css|peggy)$/;
const notWritten = /^server\/core\/generated\/|\/node_modules\/|\/list\.ts$|^client\/src\/commandIds\.ts$/;

const paths = ["client", "grammars", "media", "scripts", "server", "test"]
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map((name) => join(folder, name)),
  )
  .map((path) => path.split(sep).join("/"))
  .filter((path) => written.test(path) && !notWritten.test(path));

describe("source and tests", () => {
  it(`have at most ${mostLines} lines a file`, () => {
    expect(paths.length).toBeGreaterThan(1000);
    expect(paths.filter((path) => readText(path).split("\n").length - 1 > mostLines)).toEqual([]);
  });
});

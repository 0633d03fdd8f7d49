/** dist/cli.js and what V8 keeps for it, as the set-up before the tests has built them. */
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Script } from "node:vm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cacheOf } from "../../server/cli/codeCache";
import { root } from "./support/commandLine";

const built = join(root, "dist");
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "trace-auditor-launch-"));
  for (const file of ["cli.js", "program.js"]) copyFileSync(join(built, file), join(folder, file));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** What a run with this cache says, or with none. */
function run(cache: Buffer | undefined): string {
  const file = join(folder, "program.cache");
  if (cache === undefined) rmSync(file, { force: true });
  else writeFileSync(file, cache);
  const { stdout, stderr } = spawnSync(process.execPath, [join(folder, "cli.js"), "--version"], { encoding: "utf8" });
  return stdout + stderr;
}

describe("the command line's code cache", () => {
  const whole = readFileSync(join(built, "program.cache"));
  const version = `${(JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string }).version}\n`;

  it("is what V8 takes for the program of the same build", () => {
    const file = join(built, "program.js");
    const source = readFileSync(file, "utf8");
    const script = new Script(source, { filename: file, cachedData: cacheOf(source, () => whole) });
    expect(script.cachedDataRejected).toBe(false);
  });

  it("is passed over where it belongs to another build, is cut short or is missing", () => {
    const mark = whole.subarray(0, 64);
    const others = [undefined, Buffer.alloc(0), whole.subarray(0, 40), mark, whole.subarray(0, whole.length >> 1)];
    expect([whole, ...others].map(run)).toEqual([whole, ...others].map(() => version));
  });

  it("is not asked of V8 for a source that has another mark, though as long", () => {
    const source = readFileSync(join(built, "program.js"), "utf8");
    const other = `${source.slice(0, -1)}${source.endsWith("0") ? "1" : "0"}`;
    expect(cacheOf(source, () => whole)?.length).toBe(whole.length - 64);
    expect(cacheOf(other, () => whole)).toBeUndefined();
    expect(cacheOf("x", () => Buffer.from("x"))).toBeUndefined();
  });
});

import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { root } from "../../../scripts/setup/project.mjs";
import { failed, failuresOf, inWords, judged, sumOf } from "../../../scripts/testing/result.mjs";

const passed = { passed: 2, skipped: 1, failures: [] };

describe("a stage of npm test", () => {
  it("has failed if it crashed, ran no test or left nothing, whatever its tests say", () => {
    expect(judged(0, passed)).toEqual(passed);
    expect(inWords(judged(1, passed))).toBe("2 passed, 1 failed, 1 skipped");
    expect(judged(0, { ...passed, passed: 0 })).toEqual(failed("no test ran"));
    expect(judged(7)).toEqual(failed("no result; exit code 7"));
  });

  it("lists each failure once, by stage, with the first line of what it said", () => {
    const red = "\u001B[31mexpected\u001B[39m 1\nto be 2";
    const failures = [
      { name: "a > b", message: red },
      { name: "c", message: `\n${"x".repeat(300)}` },
    ];
    const stages = [
      { name: "types", result: failed("exit code 2") },
      { name: "unit", result: passed },
      { name: "cli", result: { ...passed, failures } },
    ];
    expect(failuresOf(stages)).toEqual([
      "Failed in types:",
      "  ✗ exit code 2",
      "Failed in cli:",
      "  ✗ a > b: expected 1",
      `  ✗ c: ${"x".repeat(200)}…`,
    ]);
    expect(inWords(sumOf(stages.map(({ result }) => result)))).toBe("4 passed, 3 failed, 2 skipped");
  });
});

describe("vitest's reporter", () => {
  mkdirSync(join(root, ".cache"), { recursive: true });
  const folder = mkdtempSync(join(root, ".cache", "reporter-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("names tests, hooks and files that failed, and errors outside every test", () => {
    const files = {
      "a.test.ts": `import { it, beforeAll, describe, expect } from "vitest";
        describe("d", () => { it("is wrong", () => expect(1).toBe(2)); it("is right", () => {}); it.skip("waits", () => {}); });
        describe("hooked", () => { beforeAll(() => { throw new Error("no hook"); }); it("never runs", () => {}); });`,
      "b.test.ts": 'import "./missing";',
      "c.test.ts": `import { it } from "vitest";
        it("is left alone", async () => { void Promise.reject(new Error("unheard")); await new Promise(setImmediate); });`,
      "vitest.config.mjs": "export default { test: { globals: false } };",
    };
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    const result = join(folder, "result.json");
    const cli = join(root, "node_modules", "vitest", "vitest.mjs");
    const reporter = join(root, "scripts", "testing", "vitestReporter.mjs");
    const env = { ...process.env, TRACE_AUDITOR_SUITE_RESULT: result };
    const { status } = spawnSync(process.execPath, [cli, "run", `--reporter=${reporter}`], { cwd: folder, env });
    expect(status).toBe(1);
    const said = JSON.parse(readFileSync(result, "utf8")) as typeof passed;
    expect(said).toMatchObject({ passed: 2, skipped: 2 });
    expect(failuresOf([{ name: "unit", result: said }]).sort()).toEqual([
      "  ✗ a.test.ts > d > is wrong: expected 1 to be 2 // Object.is equality",
      "  ✗ a.test.ts > hooked: no hook",
      expect.stringMatching(/^ {2}✗ b\.test\.ts: Cannot find module '\.\/missing'/),
      "  ✗ outside every test: unheard",
      "Failed in unit:",
    ]);
  });
});

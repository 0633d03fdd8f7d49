/** RMB's pairs, where they lie beside this repository: exported, answered by a script, imported, counted. */
import { copyFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { folderWith, root, traceAuditor } from "./support/commandLine";

const file = join(root, "..", "shared", "data", "rm-r1", "rmb-pairwise-pattern-recognition.json");
if (!existsSync(file)) console.warn(`Skipped: RMB's pairs, which are expected in ${file}.`);

describe.skipIf(!existsSync(file))("RMB's 52 pairs", () => {
  it("go out and come in again: right in 39, and a run that lacks lines resumes to the same", async () => {
    const folder = folderWith({});
    copyFileSync(file, join(folder, "rmb.json"));
    const batch = (...args: string[]) => traceAuditor(["batch", ...args, "--history", "h"], { folder });
    await batch("export", "rmb.json", "--out", "b", "--model", "judge");
    interface Indexed { readonly custom_id: string; readonly order: "AB" | "BA"; readonly gold: "A" | "B" } // prettier-ignore
    const index = readFileSync(join(folder, "b", "index.jsonl"), "utf8").trim().split("\n").map((line) => JSON.parse(line) as Indexed); // prettier-ignore
    expect(index).toHaveLength(52);
    const lines = index.map(({ custom_id, order, gold }, i) => {
      const right = (gold === "A") === (order === "AB") ? "A" : "B";
      const label = i < 39 ? right : right === "A" ? "B" : "A";
      const body = {
        choices: [{ index: 0, message: { content: `<answer>[[${label}]]</answer>` }, finish_reason: "stop" }],
      };
      return `${JSON.stringify({ custom_id, response: { status_code: 200, body } })}\n`;
    });
    writeFileSync(join(folder, "some.jsonl"), lines.slice(10, 50).join(""));
    expect((await batch("import", "some.jsonl", "--of", "b")).code).toBe(2);
    const rest = await batch("export", "rmb.json", "--out", "b2", "--model", "judge");
    expect(rest.stderr).toContain("12 requests in 1 file");
    writeFileSync(join(folder, "all.jsonl"), lines.reverse().join(""));
    expect((await batch("import", "all.jsonl", "--of", "b2")).code).toBe(0);
    const { stdout } = await traceAuditor(["judge", "report", "rmb.json", "--history", "h", "--format", "json"], {
      folder,
    });
    const { models } = JSON.parse(stdout) as { models: { accuracy: { right: number; n: number; value: number; interval: { low: number; high: number } } }[] }; // prettier-ignore
    const { right, n, value, interval } = models[0]!.accuracy;
    expect([right, n, value]).toEqual([39, 52, 0.75]);
    // Wilson of 39 in 52.
    expect(interval.low).toBeCloseTo(0.6179, 4);
    expect(interval.high).toBeCloseTo(0.8477, 4);
  });
});

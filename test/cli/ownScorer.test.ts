import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Lifeline } from "../support/lifeline";
import { folderWith, root, traceAuditor, type Finished } from "./support/commandLine";

const truth = '<think> t </think>\n<tool_call>\n{"name": "a", "parameters": {"x": 1}}\n</tool_call>';

function rollouts(count: number): string {
  const line = (i: number): string => JSON.stringify({ input: "?", output: truth, gts: truth, step: 1, id: `s${i}` });
  return Array.from({ length: count }, (_, i) => `${line(i)}\n`).join("");
}

function jsonLines<T>(text: string): T[] {
  const lines = text.split("\n").filter((line) => line !== "");
  return lines.map((line) => JSON.parse(line) as T);
}

/** Runs `score` with a scorer that is this JavaScript. */
async function withScorer(script: string, count: number, ...flags: readonly string[]): Promise<Finished> {
  const folder = folderWith({ "a.jsonl": rollouts(count), "scorer.js": script });
  const command = `"${process.execPath}" scorer.js`;
  return traceAuditor(["score", "a.jsonl", "--scorer", command, ...flags], { folder });
}

const perLine = (answer: string): string =>
  `require("node:readline").createInterface({ input: process.stdin }).on("line", (line) => { const r = JSON.parse(line); console.log(${answer}); });`;

describe("score --scorer", () => {
  it("puts the answers into the lines, with their components, in order", async () => {
    const { stdout, code } = await withScorer(
      perLine("JSON.stringify({ id: r.id, score: r.id / 2, acc: 1, note: r.extra_info.sample_id })"),
      500,
    );
    expect(code).toBe(0);
    const lines = jsonLines<{ id: string; score: number; scorer: object }>(stdout);
    expect(lines).toHaveLength(500);
    expect(lines[3]).toMatchObject({ id: "s3", score: 4, scorer: { score: 1.5, components: { acc: 1 } } });
    expect(lines[499]).toMatchObject({ id: "s499", scorer: { score: 249.5 } });
  });

  it("lists where the two differ, and what explains it", async () => {
    const { stdout, stderr } = await withScorer(perLine("r.id === 1 ? 2 : 4"), 3, "--compare", "scorer");
    expect(jsonLines(stdout)).toMatchObject([
      { record: 1, scorer: 2, computed: 4, explanation: { kind: "variant", variant: "equal-max" } },
    ]);
    expect(stderr).toContain("1 of 3");
  });

  it("tells an answer that is no score, and goes on", async () => {
    const { stdout, code } = await withScorer(
      perLine('r.id === 0 ? "hello" : r.id === 1 ? "{\\"error\\": \\"no\\"}" : 7'),
      3,
    );
    expect(code).toBe(0);
    const scorers = jsonLines<{ scorer: { error?: { code: string }; score?: number } }>(stdout).map((l) => l.scorer);
    expect(scorers.map(({ error, score }) => error?.code ?? score)).toEqual(["scorer-answer", "scorer-error", 7]);
  });

  it("ends with what the scorer said where it ends early", async () => {
    const { code, stderr } = await withScorer('console.error("no such model"); process.exit(3);', 2);
    expect(code).toBe(2);
    expect(stderr).toMatch(/exit code 3[\s\S]*no such model/);
  });

  it("ends a scorer that does not answer", async () => {
    const { code, stderr } = await withScorer("setInterval(() => {}, 1000);", 1, "--scorer-timeout", "1");
    expect(code).toBe(2);
    expect(stderr).toContain("no answer for 1 seconds");
  });

  it("says where the shell does not find the command", async () => {
    const folder = folderWith({ "a.jsonl": rollouts(1) });
    const { code, stderr } = await traceAuditor(["score", "a.jsonl", "--scorer", "no-such-scorer-here"], { folder });
    expect(code).toBe(2);
    expect(stderr).toContain("the shell does not find its command");
  });

  it("does not let lines too many pass: the answers may stand at the wrong samples", async () => {
    const { code, stderr } = await withScorer(`console.log("Loading."); ${perLine("1")}`, 3);
    expect(code).toBe(2);
    expect(stderr).toContain("more lines than there are samples");
  });

  it("leaves nothing running of what the scorer started", async () => {
    const started = await Lifeline.open();
    const script = `const child = require("node:child_process").spawn(process.execPath,
        ["-e", ${JSON.stringify(`${started.script} process.send("here");`)}],
        { stdio: ["ignore", "ignore", "ignore", "ipc"] });
      child.on("message", () => process.exit(3));`;
    const folder = folderWith({ "a.jsonl": rollouts(1), "scorer.js": script });
    const flags = ["--scorer", `"${process.execPath}" scorer.js`];
    const { code } = await traceAuditor(["score", "a.jsonl", ...flags], { folder });
    expect(code).toBe(2);
    await started.ended();
  });

  it.skipIf(process.platform === "win32")("waits for no daemon that holds its pipes", async () => {
    const folder = folderWith({});
    const pidFile = join(folder, "pid");
    const daemon = `
      const child = require("node:child_process").spawn(process.execPath, ["-e", "setInterval(() => {}, 60_000)"],
        { detached: true, stdio: "inherit" });
      require("node:fs").writeFileSync(${JSON.stringify(pidFile)}, String(child.pid));
      child.unref();
      process.stdin.on("end", () => process.exit(0));`;
    const { code, stdout } = await withScorer(daemon + perLine("4"), 3, "--scorer-timeout", "2");
    const pid = Number(readFileSync(pidFile, "utf8"));
    // It is out of reach, and still there: what ended is the command, not the daemon.
    expect(process.kill(pid, "SIGKILL")).toBe(true);
    expect(code).toBe(0);
    expect(jsonLines(stdout)).toHaveLength(3);
  });
});

const hasPython = spawnSync("python3", ["--version"]).status === 0;
if (!hasPython) console.warn("SKIPPED: the guide's Python scorer, for there is no python3 here");

describe.skipIf(!hasPython)("the scorer of docs/guides/own-scorer.md (skipped where there is no python3)", () => {
  it("wraps a verl-style compute_score", async () => {
    const guide = readFileSync(join(root, "docs/guides/own-scorer.md"), "utf8");
    const scorer = /```python\n([\s\S]*?)```/.exec(guide)?.[1] ?? "";
    expect(scorer).toContain("compute_score");
    const reward =
      "def compute_score(data_source, solution_str, ground_truth, extra_info=None):\n" +
      "    return {'score': 1.0 if solution_str == ground_truth else 0.0, 'acc': 1}\n";
    const folder = folderWith({ "a.jsonl": rollouts(200), "scorer.py": scorer, "reward.py": reward });
    const flags = ["score", "a.jsonl", "--scorer", "python3 scorer.py"];
    const { stdout, code, stderr } = await traceAuditor(flags, { folder });
    expect([code, stderr]).toEqual([0, expect.stringMatching(/^a\.jsonl: verl .*\n$/)]);
    const lines = jsonLines<{ scorer: object }>(stdout);
    expect(lines).toHaveLength(200);
    expect(lines[199]?.scorer).toEqual({ score: 1, components: { acc: 1 } });
  });
});

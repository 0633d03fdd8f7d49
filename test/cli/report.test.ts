import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { RunReport } from "../../server/core/report/run/runReport";
import { folderWith, root, traceAuditor, type Finished } from "./support/commandLine";

const due = '{"name": "get_weather", "parameters": {"city": "Oslo", "days": 2}}';

function calling(...calls: readonly string[]): string {
  return `<think> I look it up. </think>\n<tool_call>\n${calls.join("\n")}\n</tool_call>`;
}

const outputs = {
  right: calling(due),
  broken: calling(due.replace('"days": 2', '"days": 2,,')),
  wrong: calling(due.replace("Oslo", "Rome")),
};

/** A line of verl's dump. */
function line(kind: keyof typeof outputs, prompt: number, step: number, rollout: number, more: object = {}): string {
  const input = `user\nHow is the weather for question ${prompt}?\nassistant\n`;
  const uid = `q${prompt}-${step}_${rollout}_0`;
  return JSON.stringify({ input, output: outputs[kind], gts: outputs.right, step, uid, ...more });
}

/** Four prompts of four rollouts a step; malformed ones rise at step 3. */
function run(steps: readonly number[], malformed: (step: number) => number): string {
  const lines = steps.flatMap((step) =>
    [0, 1, 2, 3].flatMap((prompt) =>
      [0, 1, 2, 3].map((rollout) =>
        line(rollout < malformed(step) ? "broken" : rollout === 3 ? "wrong" : "right", prompt, step, rollout),
      ),
    ),
  );
  return lines.map((each) => `${each}\n`).join("");
}

const before = run([1, 2, 3, 4], () => 0);
const after = run([1, 2, 3, 4], (step) => (step < 3 ? 0 : 3));
const toolrl = ["--profile", "toolrl"];

async function report(args: readonly string[], folder: string): Promise<Finished> {
  return traceAuditor(["report", ...args], { folder });
}

function figures({ stdout, stderr }: Finished): RunReport {
  if (stdout === "") throw new Error(stderr);
  return JSON.parse(stdout) as RunReport;
}

describe("trace-auditor report", () => {
  it("says what costs most and since when, with any number of threads the same bytes", async () => {
    const folder = folderWith({ "after.jsonl": after });
    const one = await report(["after.jsonl", ...toolrl, "--format", "json", "--jobs", "1"], folder);
    const { summary, lost, steps, groups } = figures(one);
    expect(one.code).toBe(0);
    expect(summary).toMatchObject({ n: 64, of: 64, groups: 16, steps: { count: 4, first: 1, last: 4 } });
    expect(summary.sentences[0]).toMatchObject({
      lead: expect.stringMatching(
        /^tool-call-json costs most: −\d\.\d\d on a mean of \d\.\d\d, in 24 samples\.$/,
      ) as string,
      rest: "It rose from 0.0 % of the samples to 75.0 % at step 3.",
      filter: "rule:tool-call-json",
    });
    // Each of 24 samples lacks all 6 that calls are paid.
    expect(lost.bars[0]?.lost).toBeCloseTo((24 * 6) / 64, 12);
    expect(steps?.steps.map(({ malformed }) => malformed.k)).toEqual([0, 0, 12, 12]);
    expect(groups?.signal.groups).toBe(16);
    const text = await report(["after.jsonl", ...toolrl], folder);
    expect(text.stdout).toContain("tool-call-json costs most");
    const two = await report(["after.jsonl", ...toolrl, "--format", "json", "--jobs", "2"], folder);
    expect(two.stdout).toBe(one.stdout);
  });

  it("holds under a filter, words in texts included", async () => {
    const folder = folderWith({ "after.jsonl": after });
    const args = (only: string): string[] => ["after.jsonl", ...toolrl, "--format", "json", "--only", only];
    expect(figures(await report(args("step>=3 rule:tool-call-json"), folder)).summary.n).toBe(24);
    expect(figures(await report(args('completion:"Rome" step=1'), folder)).summary.n).toBe(4);
    expect(figures(await report(args('prompt:"question 2"'), folder)).summary.n).toBe(16);
    expect((await report(args("not review:good"), folder)).code).toBe(2);
    const bad = await report(args("reward<"), folder);
    expect(bad).toMatchObject({ code: 2, stdout: "" });
    expect(bad.stderr).toContain("Expected a number");
  });

  it("splits by what is asked, and writes the table itself", async () => {
    const folder = folderWith({ "after.jsonl": after });
    const split = figures(
      await report(["after.jsonl", ...toolrl, "--format", "json", "--by", "step", "--by", "tool"], folder),
    );
    expect(split.splits.map(({ by, lines }) => [by, lines.map(({ name, n }) => [name, n])])).toEqual([
      [
        "step",
        [
          ["1", 16],
          ["2", 16],
          ["3", 16],
          ["4", 16],
        ],
      ],
      ["tool", [["get_weather", 40]]],
    ]);
    const csv = await report(
      ["after.jsonl", ...toolrl, "--rows", "csv", "--columns", "record,step,reward,findings,component.format"],
      folder,
    );
    const lines = csv.stdout.split("\r\n");
    expect(lines).toHaveLength(66);
    expect(lines.slice(0, 2)).toEqual(["record,step,reward,findings,component.format", "0,1,4,,1"]);
    const jsonl = await report(
      ["after.jsonl", ...toolrl, "--rows", "jsonl", "--only", "reward<0", "--columns", "step,lost"],
      folder,
    );
    expect(jsonl.stdout.split("\n")[0]).toBe('{"step":3,"lost":6}');
    const none = await report(["after.jsonl", ...toolrl, "--rows", "jsonl", "--columns", "nothing"], folder);
    expect(none.code).toBe(2);
  });

  it("holds two runs against each other", async () => {
    const folder = folderWith({ "before.jsonl": before, "after.jsonl": after });
    const args = ["after.jsonl", ...toolrl, "--compare", "before.jsonl"];
    const { comparison } = figures(await report([...args, "--format", "json"], folder));
    expect(comparison).toMatchObject({ by: "prompt", pairs: 4, unpaired: { a: 0, b: 0 } });
    expect(comparison?.mcNemar).toBeUndefined();
    expect(comparison?.changed).toEqual({ worse: 4, same: 0, better: 0 });
    expect(comparison?.rules.find(({ name }) => name === "tool-call-json")?.change).toBe("worse");
    const failing = await report([...args, "--fail-if", "mean(reward) - before.mean(reward) < -0.05"], folder);
    expect(failing.code).toBe(1);
    expect(failing.stderr).toContain("--fail-if holds");
    const parts = ["after.jsonl", ...toolrl, "--only", "step>=3", "--compare-only", "step<3", "--format", "json"];
    expect(figures(await report(parts, folder)).comparison).toMatchObject({ a: { n: 32 }, b: { n: 32 }, pairs: 4 });
  });

  it("exits by its condition: 0 where it does not hold, 1 where it does, 2 where it cannot be told", async () => {
    const folder = folderWith({ "after.jsonl": after });
    const codeOf = async (...condition: string[]): Promise<number | null> =>
      (await report(["after.jsonl", ...toolrl, "--fail-if", ...condition], folder)).code;
    expect(await codeOf("share(tool-call-json) > 0.5")).toBe(0);
    expect(await codeOf("share(tool-call-json) > 0.02")).toBe(1);
    expect(await codeOf("share(tool-call-json) > 0.02", "--exit-zero")).toBe(0);
    expect(await codeOf("mean(advantage) > 0")).toBe(2);
    expect(await codeOf("n - before.n > 0")).toBe(2);
  });

  it("refuses names that would find nothing, and a condition behind which nothing was checked", async () => {
    const folder = folderWith({ "after.jsonl": after, "chat.jsonl": '{"prompt": "Hi?", "completion": "Hello."}\n' });
    const told = async (...args: string[]): Promise<string> => {
      const { code, stderr } = await report(args, folder);
      expect(code).toBe(2);
      return stderr;
    };
    const misspelled = await told("after.jsonl", ...toolrl, "--fail-if", "share(tool-call-jsn) > 0");
    expect(misspelled).toContain(
      "There is no rule tool-call-jsn, so it would find nothing. Did you mean tool-call-json",
    );
    expect(await told("after.jsonl", "--only", "rule:misspelled")).toContain("Did you mean misspelled-tag");
    expect(await told("after.jsonl", "--fail-if", "lost(tool-call) > 0")).toContain("There is no rule tool-call,");
    expect(await told("after.jsonl", "--only", "severity:fatal")).toContain("There are error, warning, information.");
    const none = await told("after.jsonl", ...toolrl, "--only", "step>99", "--fail-if", "n > 5");
    expect(none).toContain("--fail-if cannot be told: there is no sample.");
    const noneLess = await told("after.jsonl", ...toolrl, "--only", "step>99", "--fail-if", "n < 1");
    expect(noneLess).toContain("--fail-if cannot be told: there is no sample.");
    const unchecked = await told("chat.jsonl", "--fail-if", "share(tool-call-json) > 0");
    expect(unchecked).toContain("nothing was checked in any sample");
    const component = await told("after.jsonl", ...toolrl, "--only", "component.corectness<0");
    expect(component).toContain("No sample has a component corectness");
    expect(component).toContain("Did you mean component.correctness?");
    expect(await told("after.jsonl", ...toolrl, "--fail-if", "share(component.speed=1) > 0")).toContain("There are ");
    // A pattern that fits a rule is known.
    expect((await report(["after.jsonl", ...toolrl, "--only", "rule:tool-call*"], folder)).code).toBe(0);
  });

  it("of nothing says that there are no samples, and gives no figure", async () => {
    const { stdout } = await report(["empty.jsonl"], folderWith({ "empty.jsonl": "" }));
    expect(stdout).toContain("There are no samples.");
    expect(stdout).not.toContain("length");
    const left = await report(["after.jsonl", ...toolrl, "--only", "step>99"], folderWith({ "after.jsonl": after }));
    expect(left.stdout).toContain("No sample is left.");
    expect(left.stdout).not.toContain("length");
  });

  it("merged from partials is the report of the whole, to the last byte of its figures", async () => {
    const [first, second] = [run([1, 2], () => 0), run([3, 4], () => 3)];
    const folder = folderWith({ "1.jsonl": first, "2.jsonl": second });
    const whole = figures(await report(["1.jsonl", "2.jsonl", ...toolrl, "--format", "json", "--by", "step"], folder));
    const partials = await Promise.all(
      ["1", "2"].map((name) => report([`${name}.jsonl`, ...toolrl, "--partial"], folder)),
    );
    const machines = folderWith({ "1.part": partials[0]?.stdout ?? "", "2.part": partials[1]?.stdout ?? "" });
    const merged = figures(await report(["--merge", "1.part", "2.part", "--format", "json", "--by", "step"], machines));
    expect({ ...merged, name: "" }).toEqual({ ...whole, name: "" });
    const torn = folderWith({ "1.part": (partials[0]?.stdout ?? "").slice(0, -20) });
    const failed = await report(["--merge", "1.part"], torn);
    expect(failed).toMatchObject({ code: 2, stdout: "" });
    expect(failed.stderr).toContain("torn");
  });

  it("is a page that loads nothing, and in which words of traces are text", async () => {
    const evil = `<script>alert(1)</script><img src="http://x.example/a.png">`;
    const rows = line("broken", 0, 1, 0, { input: `user\n${evil}\nassistant\n` });
    const folder = folderWith({ "a.jsonl": `${rows}\n${run([1, 2], () => 1)}` });
    const page = await report(["a.jsonl", ...toolrl, "--format", "html", "--with-samples", "3"], folder);
    expect(page.code).toBe(0);
    expect(page.stdout).toContain("default-src 'none'");
    expect(page.stdout).not.toMatch(/<script|<img|<link|<iframe|javascript:|\bon\w+=|url\(/i);
    expect(page.stdout).toContain("&#60;script&#62;");
    expect(page.stdout.match(/<svg role="img"/g)?.length).toBeGreaterThan(2);
    // Without the flag there are no texts of samples.
    const bare = await report(["a.jsonl", ...toolrl, "--format", "html"], folder);
    expect(bare.stdout).not.toContain("alert(1)");
    const prompts = await report(["a.jsonl", ...toolrl, "--by", "prompt", "--compare", "a.jsonl"], folder);
    expect(prompts.stdout).not.toContain("How is the weather");
    const markdown = await report(["a.jsonl", ...toolrl, "--format", "markdown", "--with-samples", "1"], folder);
    expect(markdown.stdout).toContain("## Reward lost");
    expect(markdown.stdout).not.toMatch(/^<script/m);
  });

  it("counts what cannot be read, and reports the rest", async () => {
    const folder = folderWith({ "a.jsonl": `${line("right", 0, 1, 0)}\n{"input": "user\n${line("wrong", 0, 1, 1)}\n` });
    const found = await report(["a.jsonl", ...toolrl, "--format", "json"], folder);
    const { unreadable, summary } = figures(found);
    expect(summary.n).toBe(2);
    expect(unreadable).toMatchObject([{ file: "a.jsonl", record: 1, line: 1 }]);
  });
});

describe.runIf(existsSync(join(root, "../shared/data/rm-r1")))("benchmarks", { timeout: 120_000 }, () => {
  const data = join(root, "../shared/data/rm-r1");
  const published = JSON.parse(readFileSync(join(data, "published-scores.json"), "utf8")) as Record<
    string,
    Record<string, number>
  >;
  const score = async (...args: string[]): Promise<number | undefined> =>
    figures(await report([...args, "--format", "json"], data)).benchmark?.total;

  it("RewardBench is as published, of a table of outcomes", async () => {
    const main = published["reward_bench/score_result/main_score.json"];
    const total = await score("rewardbench-outcomes.json", "--benchmark", "rewardbench");
    expect(total).toBeCloseTo(main?.["avg_Result_each_section"] ?? 0, 14);
  });

  it("RM-Bench is right by default", async () => {
    expect(await score("rm-bench-outcomes.json", "--benchmark", "rm-bench")).toBeCloseTo(0.786401, 6);
  });

  it("RM-Bench is as published under the flag", async () => {
    const asPublished = await score("rm-bench-outcomes.json", "--benchmark", "rm-bench", "--as-published");
    expect(asPublished).toBeCloseTo(published["RM-Bench/final_result.json"]?.["total_avg_acc"] ?? 0, 14);
  });

  it("of real judgements, each recorded result follows from the text alone", async () => {
    const { judges } = figures(await report(["judgements.jsonl", "--format", "json"], data));
    expect(judges?.recorded?.agree).toMatchObject({ k: 184, n: 184 });
  });
});

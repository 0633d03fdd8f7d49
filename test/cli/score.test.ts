import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { folderWith, root, traceAuditor } from "./support/commandLine";

const call = '{"name": "weather", "parameters": {"city": "Oslo", "days": 2}}';
const other = '{"name": "weather", "parameters": {"city": "Rome", "days": 2}}';

/** The JSON lines of an output. */
function jsonLines<T>(text: string): T[] {
  const lines = text.split("\n").filter((line) => line !== "");
  return lines.map((line) => JSON.parse(line) as T);
}

function calling(...calls: readonly string[]): string {
  return `<think> I look it up. </think>\n<tool_call>\n${calls.join("\n")}\n</tool_call>`;
}

function verl(output: string, gts: string | undefined, more: object = {}): string {
  return JSON.stringify({ input: "How is the weather?", output, gts, step: 3, ...more });
}

function file(...lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join("");
}

describe("a reward that nobody names", () => {
  const good = "<think>\nSix times seven.\n</think>\n<answer>\n42\n</answer>";
  const bad = good.replace("\n<answer>", "<answer>");
  const dump = (count: number): string =>
    folderWith({
      "a.jsonl": file(
        ...Array.from({ length: count }, (_, i) =>
          verl(i % 3 === 0 ? bad : good, "42", { score: i % 3 === 0 ? 0 : 1, uid: `g${i >> 1}` }),
        ),
      ),
    });

  it("is recognised by what the file records, and the one that agrees is shown", async () => {
    const { stdout, stderr, code } = await traceAuditor(["score", "a.jsonl"], { folder: dump(40) });
    expect(code).toBe(0);
    expect(stderr).toContain("its recorded reward agrees with open-r1/format on 40 of 40 records");
    expect(jsonLines(stdout).slice(0, 2)).toMatchObject([
      { score: 0, components: { "open-r1/format": 0 } },
      { score: 1, components: { "open-r1/format": 1 } },
    ]);
  });

  it("is null where few records say what it was, with the parts that can be computed", async () => {
    const { stdout, stderr } = await traceAuditor(["score", "a.jsonl"], { folder: dump(4) });
    expect(stderr).not.toContain("recorded reward");
    expect(jsonLines(stdout)[0]).toMatchObject({ score: null, components: { format: 1, "exact-answer": 1 } });
  });

  it("is shown where no profile fits the texts, by any number of threads", async () => {
    const gsm8k = Array.from({ length: 40 }, (_, i) =>
      verl(i % 3 === 0 ? "It is 41." : `We add them.\n#### ${i % 2 === 0 ? 42 : 41}`, "42", {
        score: i % 3 !== 0 && i % 2 === 0 ? 1 : 0,
      }),
    );
    const folder = folderWith({ "a.jsonl": file(...gsm8k) });
    const { stdout, code } = await traceAuditor(["score", "a.jsonl", "--jobs", "1"], { folder });
    expect(code).toBe(0);
    expect(jsonLines(stdout).map((line) => (line as { score: number }).score)).toEqual(
      gsm8k.map((line) => (JSON.parse(line) as { score: number }).score),
    );
    expect(stdout).toContain('"reward":"verl/gsm8k or ');
    expect((await traceAuditor(["score", "a.jsonl", "--jobs", "3"], { folder })).stdout).toBe(stdout);
    const audit = await traceAuditor(["audit", "a.jsonl"], { folder });
    expect(audit.code).toBe(0);
    expect(audit.stderr).not.toContain("No trace was checked");
  });

  it("has the parts that functions explain where only parts are recorded, and no total", async () => {
    const rows = Array.from({ length: 40 }, (_, i) =>
      JSON.stringify({
        ...{ step: 1, prompt: "What is six times seven?", completion: i % 3 === 0 ? bad : good, solution: "41" },
        ...{ format_reward: i % 3 === 0 ? 0 : 1, luck: i % 7, advantage: 0.5 },
      }),
    );
    const folder = folderWith({ "a.jsonl": file(...rows) });
    const { stdout, stderr } = await traceAuditor(["score", "a.jsonl"], { folder });
    expect(stderr).toContain("its recorded format_reward agrees with open-r1/format on 40 of 40 records");
    expect(jsonLines(stdout).slice(0, 2)).toMatchObject([
      { reward: null, score: null, components: { format_reward: 0 } },
      { reward: null, score: null, components: { format_reward: 1 } },
    ]);
  });

  it("is told with --recognise, a line a file", async () => {
    const folder = dump(40);
    const { stdout, code } = await traceAuditor(["score", "a.jsonl", "--recognise"], { folder });
    expect(code).toBe(0);
    expect(jsonLines(stdout)).toEqual([{ file: "a.jsonl", agrees: ["open-r1/format"], n: 40, undecided: 0, near: [] }]);
    const few = await traceAuditor(["score", "a.jsonl", "--recognise"], { folder: dump(4) });
    expect(jsonLines(few.stdout)).toEqual([{ file: "a.jsonl", agrees: [], n: 4, undecided: 0, near: [] }]);
  });

  it("gives no advantage in groups that all have it: --summary counts them", async () => {
    const { stderr } = await traceAuditor(["audit", "a.jsonl", "--summary"], { folder: dump(12) });
    expect(stderr).toContain("2 of 6 groups have the same recorded reward (1) in all rollouts: no advantage");
  });
});

describe("trace-auditor score --reward", () => {
  const good = "<think>\nSix times seven.\n</think>\n<answer>\n42\n</answer>";
  const folder = (): string =>
    folderWith({ "a.jsonl": file(verl(good, "42"), verl(good.replace("\n<answer>", "\n\n<answer>"), "42")) });

  it("scores by an official function instead of the profile's reward", async () => {
    const { stdout, code } = await traceAuditor(["score", "a.jsonl", "--reward", "open-r1/format", "--explain"], {
      folder: folder(),
    });
    expect(code).toBe(0);
    const [first, second] = jsonLines<{ score: number; components: object; explain: string }>(stdout);
    expect(first).toMatchObject({ reward: "open-r1/format", score: 1, components: { "open-r1/format": 1 } });
    expect(second).toMatchObject({ score: 0 });
    expect(JSON.stringify(second)).toContain("</think> must be followed by one newline; here are two");
  });

  it("writes null where the record does not decide, and which component that is", async () => {
    const { stdout, code } = await traceAuditor(["score", "a.jsonl", "--reward", "trl/soft_overlong"], {
      folder: folder(),
    });
    expect(code).toBe(0);
    expect(jsonLines(stdout)[0]).toEqual({
      ...{ file: "a.jsonl", record: 0, trace: 0 },
      ...{ reward: "trl/soft_overlong", score: null, components: {}, undecided: ["trl/soft_overlong"] },
    });
    const why = await traceAuditor(["score", "a.jsonl", "--reward", "trl/soft_overlong", "--explain"], {
      folder: folder(),
    });
    expect(jsonLines(why.stdout)[0]).toMatchObject({
      explain: ["trl/soft_overlong is not computed: the record does not say how many tokens the completion has."],
    });
  });

  it("names the reward also where none is known, and leaves the profile's alone", async () => {
    const { stdout } = await traceAuditor(["score", "a.jsonl"], { folder: folder() });
    expect(jsonLines(stdout)[0]).toMatchObject({ reward: null, score: null });
  });

  it("is what audit and fix speak of, too", async () => {
    const scored = folderWith({
      "a.trace": `@sample score=1\n@completion\n${good.replace("\n<answer>", "\n\n<answer>")}\n`,
    });
    const { stdout } = await traceAuditor(["audit", "a.trace", "--reward", "open-r1/format"], { folder: scored });
    expect(stdout).toContain("The recorded reward is 1, the computed one 0");
    const fixed = await traceAuditor(["fix", "a.trace", "--reward", "nothing"], { folder: scored });
    expect([fixed.code, fixed.stderr]).toEqual([2, expect.stringContaining("No reward is named nothing")]);
  });

  it("says which name was meant", async () => {
    const { stderr, code } = await traceAuditor(["score", "a.jsonl", "--reward", "openr1/format"], {
      folder: folder(),
    });
    expect(code).toBe(2);
    expect(stderr).toContain("Did you mean open-r1/format?");
  });
});

describe("trace-auditor score", () => {
  it("gives one line a trace, with the keys that are public", async () => {
    const folder = folderWith({
      "a.jsonl": file(verl(calling(call), calling(call), { id: "x" }), verl(calling(other), calling(call))),
    });
    const { stdout, code, stderr } = await traceAuditor(["score", "a.jsonl"], { folder });
    expect([code, stderr]).toEqual([0, expect.stringMatching(/^a\.jsonl: verl .*\n$/)]);
    expect(stdout.split("\n")[0]).toBe(
      '{"file":"a.jsonl","record":0,"trace":0,"id":"x","variant":"default","step":3,"score":4,"format":1,"correctness":3,"length":0}',
    );
    // Names 1, parameters' names 1, one of two values: 3 of 4 points.
    expect(jsonLines(stdout)[1]).toEqual({
      file: "a.jsonl",
      record: 1,
      trace: 0,
      variant: "default",
      step: 3,
      score: 2.5,
      format: 1,
      correctness: 1.5,
      length: 0,
    });
  });

  it("accounts for every record: what cannot be read or scored is a line too", async () => {
    const lines = [
      verl(calling(call), calling(call)),
      "{torn",
      "",
      verl(calling(call), undefined),
      verl(calling(call), calling("{")),
    ];
    const folder = folderWith({ "a.jsonl": file(...lines) });
    const score = ["score", "a.jsonl", "--profile", "toolrl"];
    const { stdout, stderr, code } = await traceAuditor(score, { folder });
    expect([code, stderr]).toEqual([
      0,
      expect.stringContaining("1 record could not be read, the first at a.jsonl:2.\n"),
    ]);
    const strict = await traceAuditor([...score, "--strict"], { folder });
    expect([strict.code, strict.stdout]).toEqual([2, stdout]);
    expect(strict.stderr).toContain("Not all was recognised and checked, which --strict requires.");
    const forgiven = await traceAuditor([...score, "--exit-zero"], { folder });
    expect([forgiven.code, forgiven.stdout]).toEqual([0, stdout]);
    const got = jsonLines<{ record: number; line?: number; error?: { code: string } }>(stdout);
    expect(got.map(({ record, line, error }) => [record, line, error?.code])).toEqual([
      [0, undefined, undefined],
      [1, 1, "invalid-json"],
      [2, undefined, "no-ground-truth"],
      [3, undefined, "ground-truth-unscorable"],
    ]);
  });

  it("takes variant, step and reader from its flags", async () => {
    const blank = calling(call, "", call);
    const folder = folderWith({ "a.jsonl": file(verl(blank, calling(call, call))) });
    const score = async (...flags: readonly string[]): Promise<unknown> =>
      jsonLines<{ score: number }>((await traceAuditor(["score", "a.jsonl", ...flags], { folder })).stdout)[0]!.score;
    expect(await score()).toBe(-2);
    expect(await score("--reader", "eval")).toBe(4);
    expect(await score("--variant", "equal-max")).toBe(0);
    expect(await score("--variant", "two-stage", "--step", "30")).toBe(-2.5);
  });

  it("explains each score line by line", async () => {
    const folder = folderWith({ "a.jsonl": file(verl(calling(other), calling(call))) });
    const [line] = jsonLines<{ score: number; explain: string[] }>(
      (await traceAuditor(["score", "a.jsonl", "--explain"], { folder })).stdout,
    );
    expect(line?.score).toBe(2.5);
    expect(line?.explain).toContain("  6 · 3 / 4 − 3 = 1.5");
    expect(line?.explain).toContain('    parameter "city" has another value');
  });

  it("gives a judge's verdict in its readings, gold, and 1 or −1", async () => {
    const judged = "<type>Chat</type> <answer>[[A]]</answer>";
    const folder = folderWith({
      "a.trace": `@sample gold=A profile=rm-r1\n@completion\n${judged}\n@sample gold=B profile=rm-r1\n@completion\n${judged}\n`,
    });
    const got = jsonLines((await traceAuditor(["score", "a.trace"], { folder })).stdout);
    const verdict = { parsed: "A", train: "A", eval: "A", sftFilter: "A" };
    expect(got).toMatchObject([
      { record: 0, verdict, gold: "A", score: 1 },
      { record: 1, verdict, gold: "B", score: -1 },
    ]);
  });

  it("scores a team's reward from components", async () => {
    const config = {
      profiles: {
        ours: {
          extends: "think-answer",
          reward: {
            kind: "components",
            components: [{ component: "format", weight: 0.5 }, { component: "exact-answer" }],
          },
        },
      },
    };
    const folder = folderWith({
      "trace-auditor.json": JSON.stringify(config),
      "a.jsonl": file(verl("<think> t </think>\n<answer>The 4.</answer>", "4")),
    });
    const [line] = jsonLines((await traceAuditor(["score", "a.jsonl", "--profile", "ours"], { folder })).stdout);
    expect(line).toMatchObject({ score: 1.5, components: { format: 0.5, "exact-answer": 1 } });
  });

  it("lists where recorded scores differ, and what explains them", async () => {
    const lines = [2.5, 0.5 + 1, 17].map((score) => verl(calling(other), calling(call), { score }));
    const folder = folderWith({ "a.jsonl": file(...lines) });
    const { stdout, stderr } = await traceAuditor(["score", "a.jsonl", "--compare", "recorded"], { folder });
    expect(jsonLines(stdout)).toMatchObject([
      { record: 1, recorded: 1.5, computed: 2.5, explanation: { kind: "variant", variant: "equal-max" } },
      { record: 2, recorded: 17, computed: 2.5, explanation: null },
    ]);
    expect(stderr).toContain("2 of 3 recorded scores differ");
    expect(stderr).toContain("1: the variant equal-max gives it");
  });

  it("gives the same lines in the same order with any number of threads", async () => {
    const lines = Array.from({ length: 12_000 }, (_, i) =>
      verl(calling(i % 2 === 0 ? call : other), calling(call), { id: `é${i}`, pad: "x".repeat(600) }),
    );
    lines[7000] = "{";
    const folder = folderWith({ "a.jsonl": file(...lines), "b.jsonl": file(...lines.slice(0, 3)) });
    const run = (jobs: string): ReturnType<typeof traceAuditor> =>
      traceAuditor(["score", "a.jsonl", "b.jsonl", "--jobs", jobs], { folder });
    const [one, three] = [await run("1"), await run("3")];
    expect([one.code, one.stderr]).toEqual([
      0,
      expect.stringContaining("1 record could not be read, the first at a.jsonl:7001."),
    ]);
    expect(three.stderr).toBe(one.stderr);
    expect(three.stdout === one.stdout).toBe(true);
    const got = jsonLines<{ record: number; line?: number }>(one.stdout);
    expect(got).toHaveLength(12_003);
    expect(got[7000]).toMatchObject({ record: 7000, line: 7000 });
    expect(got.slice(0, 12_000).every(({ record }, i) => record === i)).toBe(true);
  });

  it("refuses flags that cannot be used, and tells files that cannot be read", async () => {
    const folder = folderWith({ "a.jsonl": file(verl(calling(call), calling(call))) });
    for (const flags of [
      ["--jobs", "0"],
      ["--step", "x"],
      ["--variant", "corse"],
    ]) {
      expect((await traceAuditor(["score", "a.jsonl", ...flags], { folder })).code).toBe(2);
    }
    const both = await traceAuditor(["score", "none.jsonl", "a.jsonl"], { folder });
    expect(both.code).toBe(2);
    expect(jsonLines(both.stdout)).toHaveLength(1);
    expect(both.stderr).toContain("none.jsonl");
  });
});

/** The official scorer's answers are no part of this repository; where they lie beside it, every row is compared. */
const official = join(root, "..", "shared", "data", "toolrl");
const missing = !existsSync(join(official, "official-scores.jsonl"));
if (missing) console.warn(`SKIPPED: the official scorer's answers are not at ${official}`);

interface Row {
  readonly record: number;
  readonly step: number;
  readonly completion: string;
  readonly expected: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

describe.skipIf(missing)("score, on the official scorer's answers (skipped where ../shared/data is missing)", () => {
  it("gives them all, to 1e-9, errors included", { timeout: 120_000 }, async () => {
    const read = <T>(name: string): T[] => jsonLines<T>(readFileSync(join(official, name), "utf8"));
    const truths = new Map(
      read<{ record: number; output: string }>("sft.jsonl").map((one) => [one.record, one.output]),
    );
    const rows = read<Row>("official-scores.jsonl");
    const lines = rows.map(({ record, step, completion }) => verl(completion, truths.get(record), { step }));
    const folder = folderWith({ "rows.jsonl": file(...lines) });
    const wrong: string[] = [];
    let compared = 0;
    for (const variant of new Set(rows.flatMap(({ expected }) => Object.keys(expected)))) {
      const flags = ["--variant", variant, "--profile", "toolrl", "--record-format", "verl"];
      const { stdout } = await traceAuditor(["score", "rows.jsonl", ...flags], { folder });
      const got = jsonLines<Record<string, unknown>>(stdout);
      expect(got).toHaveLength(rows.length);
      rows.forEach(({ expected }, i) => {
        const wanted = expected[variant];
        if (wanted === undefined) return;
        compared++;
        if ("error" in wanted !== "error" in got[i]!) wrong.push(`${i} ${variant}: error`);
        for (const key of ["score", "format", "correctness", "length"]) {
          if (!(key in wanted)) continue;
          if (!(Math.abs(Number(got[i]![key]) - Number(wanted[key])) <= 1e-9)) wrong.push(`${i} ${variant}: ${key}`);
        }
      });
    }
    expect(compared).toBe(rows.reduce((sum, { expected }) => sum + Object.keys(expected).length, 0));
    expect(wrong).toEqual([]);
  });
});

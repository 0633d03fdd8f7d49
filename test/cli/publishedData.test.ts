/**
 * docs/published-data.md says what its commands print, and no figure that was not recomputed. The data are no part of
 * this repository; where they lie beside it, every command of the page is run.
 */
import { execFile } from "node:child_process";
import { chmodSync, existsSync, readFileSync, symlinkSync } from "node:fs";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { beforeAll, describe, expect, it } from "vitest";
import { bundledCli, folderWith, jsonLines, root, traceAuditor } from "./support/commandLine";

const data = join(root, "..", "shared", "data");
const isThere = existsSync(data);
if (!isThere) console.warn(`Skipped: published data, which is expected in ${data}.`);

const page = readFileSync(join(root, "docs", "published-data.md"), "utf8");

/** The page's code, from top to bottom: its language, what stands behind that, and the text. */
const blocks = [...page.matchAll(/^```(\w+) ?(.*)\n([\s\S]*?)^```$/gm)].map(
  ([, language = "", name = "", text = ""]) => ({
    language,
    name,
    text,
  }),
);

/** Commands and what the page says they print. */
const sessions = blocks
  .filter(({ language }) => language === "console")
  .flatMap(({ text }) => text.split(/^\$ /m).slice(1))
  .map((session) => {
    const [command = "", ...printed] = session.trimEnd().split("\n");
    return [command, printed] as const;
  });

type Row = Record<string, unknown>;

function recordsOf(name: string): Row[] {
  const lines = readFileSync(join(data, name), "utf8").trim().split("\n");
  return lines.map((line) => JSON.parse(line) as Row);
}

/** What the records that lie here carry beside what was published. */
const added = new Set(["record", "benchmark", "source", "agentlens_truncated"]);

/** Files as they were published, made of those that lie here. */
function publishedFiles(): Record<string, string | Buffer> {
  const published = (record: Row): Row => Object.fromEntries(Object.entries(record).filter(([key]) => !added.has(key)));
  const jsonl = (rows: readonly Row[]): string => rows.map((row) => `${JSON.stringify(published(row))}\n`).join("");
  // The page takes every second record: those that lie here.
  const sft = recordsOf("toolrl/sft.jsonl").flatMap((record) => [published(record), {}]);
  const judgements = recordsOf("rm-r1/judgements.jsonl");
  const of = (benchmark: string): Row[] => judgements.filter((record) => record["benchmark"] === benchmark);
  const outcomes = JSON.parse(readFileSync(join(data, "rm-r1/rewardbench-outcomes.json"), "utf8")) as {
    readonly columns: readonly string[];
    readonly rows: readonly (readonly unknown[])[];
  };
  const logs = outcomes.rows.map((row) => Object.fromEntries(outcomes.columns.map((column, i) => [column, row[i]])));
  return {
    "rlla_sft.json": JSON.stringify(sft),
    "test.parquet": readFileSync(join(data, "toolrl/rlla_4k-test.parquet")),
    "reward-bench.jsonl": jsonl(of("rewardbench")),
    "rm-bench.jsonl": jsonl(of("rm-bench")),
    "logs.json": JSON.stringify(logs),
  };
}

describe("docs/published-data.md", { timeout: 120_000 }, () => {
  let folder = "";
  let path = "";

  async function run(command: string): Promise<string[]> {
    const env = { ...process.env, PATH: path, NO_COLOR: "1" };
    const { stdout } = await promisify(execFile)("sh", ["-c", `{ ${command}\n} 2>&1 || true`], { cwd: folder, env });
    return stdout.trimEnd().split("\n");
  }

  beforeAll(async () => {
    folder = folderWith({
      ...(isThere ? publishedFiles() : {}),
      ...Object.fromEntries(blocks.filter(({ language }) => language === "js").map(({ name, text }) => [name, text])),
      ...Object.fromEntries(
        blocks
          .filter(({ language }) => language === "trace")
          .map(({ text }) => [`${/^@sample id=(\S+)/.exec(text)?.[1]}.trace`, text]),
      ),
    });
    const bin = folderWith({ "trace-auditor": `#!/bin/sh\nexec '${process.execPath}' '${await bundledCli()}' "$@"\n` });
    chmodSync(join(bin, "trace-auditor"), 0o755);
    symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
    path = `${bin}${delimiter}${process.env["PATH"]}`;
    if (!isThere) return;
    for (const { text } of blocks.filter(({ language }) => language === "sh")) expect(await run(text)).toEqual([""]);
  }, 120_000);

  const isOurs = ([command]: (typeof sessions)[number]): boolean => command.includes(".trace");
  const squeezed = (lines: readonly string[]): string[] => lines.map((line) => line.trim().replace(/\s+/g, " "));

  it.each(sessions.filter(isOurs))("$ %s", async (command, printed) => {
    expect(squeezed(await run(command))).toEqual(squeezed(printed));
  });

  it.skipIf(!isThere).each(sessions.filter((session) => !isOurs(session)))("$ %s", async (command, printed) => {
    expect(squeezed(await run(command))).toEqual(squeezed(printed));
  });

  const told = new Map<string, Promise<Told[]>>();

  /** Every finding of some files. */
  function findingsIn(...files: string[]): Promise<Told[]> {
    const key = files.join();
    const known = told.get(key) ?? readFindings(files);
    told.set(key, known);
    return known;
  }

  async function readFindings(files: readonly string[]): Promise<Told[]> {
    const { stdout } = await traceAuditor(["audit", ...files, "--format", "jsonl", "--exit-zero"], { folder });
    const lines = new Map(files.map((file) => [file, readFileSync(join(folder, file), "utf8").split("\n")]));
    return jsonLines(stdout).flatMap(({ file, record, findings = [] }) =>
      findings.map(({ rule, message, range: { start, end } }) => {
        const marked = lines.get(file)?.[start.line]?.slice(start.character, end.character) ?? "";
        return { rule, message, record: `${file} ${record}`, marked };
      }),
    );
  }

  it.skipIf(!isThere)("has its figures in bold from the data", async () => {
    const [sft, rl, judges] = [
      await findingsIn("sft.jsonl"),
      await findingsIn("rl.jsonl"),
      await findingsIn("reward-bench.jsonl", "rm-bench.jsonl"),
    ];
    const recordsWith = (rule: string, found: typeof sft): number =>
      new Set(found.filter((finding) => finding.rule === rule).map(({ record }) => record)).size;
    const count = (rule: string): number => judges.filter((finding) => finding.rule === rule).length;
    // A bracket that never closes: cut.
    const isCut = (marked: string): boolean => {
      const value = JSON.parse(`"${marked}"`) as string;
      const brackets = (signs: RegExp): number => value.match(signs)?.length ?? 0;
      return brackets(/[[{]/g) > brackets(/[\]}]/g);
    };
    const cut = [...sft, ...rl].filter(({ rule, marked }) => rule === "parameter-type" && isCut(marked));
    const callless = async (file: string): Promise<number> => {
      const { stdout } = await traceAuditor(["score", file], { folder });
      return stdout.split("\n").filter((line) => line.includes('"score":1,')).length;
    };
    const unread = judges.filter(
      ({ rule, message }) => rule === "quote-fabricated" && message.startsWith("Not checked"),
    ).length;
    expect(recordsWith("reader-disagreement", rl)).toBe(0);
    expect([...page.matchAll(/\*\*(\d+)\*\*/g)].map(([, figure]) => Number(figure))).toEqual([
      recordsWith("reader-disagreement", sft),
      recordsWith("parameter-type", sft),
      recordsWith("parameter-type", rl),
      cut.length,
      await callless("sft-answers.jsonl"),
      await callless("rl-answers.jsonl"),
      count("quote-fabricated") - unread,
      count("quote-altered"),
      count("stray-closer"),
    ]);
  });

  it.skipIf(!isThere)("says of every finding how many were right", async () => {
    const found = {
      SFT: await findingsIn("sft.jsonl"),
      RL: await findingsIn("rl.jsonl"),
      RM: await findingsIn("reward-bench.jsonl", "rm-bench.jsonl"),
    };
    const counted = Object.entries(found).flatMap(([set, findings]) =>
      findings.filter(({ rule }) => rule !== "verdict-wrong").map(({ rule }) => `${rule} ${set}`),
    );
    const table = [...page.matchAll(/^\| ([a-z-]+) +\| (SFT|RL|RM) +\| +(\d+) \| +(\d*) \| +(\d*) \| +(\d*) \|$/gm)];
    for (const [row, rule, set, all, ...read] of table) {
      expect([row, counted.filter((each) => each === `${rule} ${set}`).length]).toEqual([row, Number(all)]);
      expect([row, read.reduce((sum, part) => sum + Number(part), 0)]).toEqual([row, Number(all)]);
    }
    expect(new Set(table.map(([, rule, set]) => `${rule} ${set}`))).toEqual(new Set(counted));
  });

  it.skipIf(!isThere)(
    "says rightly that every reading of a verdict is the same, and gives the recorded result",
    async () => {
      let judgements = 0;
      for (const file of ["reward-bench.jsonl", "rm-bench.jsonl"]) {
        const records = readFileSync(join(folder, file), "utf8").trim().split("\n");
        const { stdout } = await traceAuditor(["score", file], { folder });
        for (const line of stdout.trim().split("\n")) {
          const { record, trace, verdict, score } = JSON.parse(line) as Judged;
          const { results, result } = JSON.parse(records[record] ?? "") as Recorded;
          expect(new Set(Object.values(verdict)).size).toBe(1);
          expect(score).toBe((results ?? result?.[trace]) === 1 ? 1 : -1);
          judgements++;
        }
      }
      expect(page).toContain(`none of ${judgements} `);
    },
  );
});

interface Told {
  readonly rule: string;
  readonly message: string;
  /** File and number. */
  readonly record: string;
  /** The text in the file. */
  readonly marked: string;
}

/** A line of `score` on a judgement. */
interface Judged {
  readonly record: number;
  readonly trace: number;
  readonly verdict: Readonly<Record<string, string | null>>;
  readonly score: number;
}

/** What the official evaluation said: of one judgement, or of several. */
interface Recorded {
  readonly results?: number;
  readonly result?: readonly number[];
}

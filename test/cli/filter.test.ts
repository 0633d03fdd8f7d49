/** Standard input as a filter: each line is answered as soon as it is read, and parts of a file give what the whole gives. */
import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { createInterface } from "node:readline";
import { describe, expect, it } from "vitest";
import { bundledCli, folderWith, jsonLines, root, traceAuditor } from "./support/commandLine";
import { rollout, verlLine } from "./support/traces";

const named = ["--jsonl", "--record-format", "verl", "--profile", "toolrl"];

/** Lines of standard output, one after the other. */
async function startFilter(args: readonly string[]): Promise<[ChildProcessWithoutNullStreams, AsyncIterator<string>]> {
  const child = spawn(process.execPath, [await bundledCli(), ...args], { cwd: root });
  return [child, createInterface(child.stdout)[Symbol.asyncIterator]()];
}

describe("the filter", () => {
  it.each(["1", "3"])(
    "answers a line before the next one comes, and then many at once, with %s jobs",
    async (jobs) => {
      const [child, lines] = await startFilter(["score", "-", ...named, "--jobs", jobs]);
      let stderr = "";
      child.stderr.on("data", (data: Buffer) => (stderr += String(data)));
      const next = async (): Promise<unknown> => JSON.parse(String((await lines.next()).value));
      for (let i = 0; i < 1000; i++) {
        child.stdin.write(`${rollout(i)}\n`);
        expect(await next()).toMatchObject({ record: i, id: `id-${i}` });
      }
      child.stdin.write(Array.from({ length: 10_000 }, (_, i) => `${rollout(1000 + i)}\n`).join(""));
      for (let i = 1000; i < 11_000; i++) expect(await next()).toMatchObject({ record: i });
      child.stdin.end();
      expect(await new Promise((resolve) => child.on("close", resolve))).toBe(0);
      expect(stderr).toBe("");
    },
    60_000,
  );

  it("takes a part with nothing to read, or with bad records alone, for no error", async () => {
    for (const input of ["", "\n\n", "{torn\n[]\n"]) {
      const { code, stderr } = await traceAuditor(["score", "-", ...named], { input });
      expect([code, stderr]).toEqual([0, ""]);
    }
    const { code, stdout } = await traceAuditor(["audit", "-", ...named, "--format", "jsonl", "--exit-zero"], {
      input: "{torn\n",
    });
    expect([code, jsonLines(stdout).length]).toEqual([0, 1]);
  });

  it("says that a part may be recognised otherwise, where not all is named", async () => {
    const { stderr } = await traceAuditor(["score", "-"], { input: `${rollout(1)}\n` });
    expect(stderr).toContain("-: verl rollout");
    expect(stderr).toContain("a part of a file may be recognised otherwise than the whole");
  });

  it("gives one line a line: for blank ones, and for records of several traces", async () => {
    const chat = JSON.stringify({
      id: "talk",
      messages: [
        { role: "user", content: "Hi" },
        { role: "assistant", content: "<think> a </think>\n<answer> b </answer>" },
        { role: "user", content: "More" },
        { role: "assistant", content: "<think> a </think>\n<answer> b </answer>" },
      ],
    });
    const input = `\n${chat}\n\r\n{torn\n${chat}`;
    const flags = ["--jsonl", "--record-format", "chat", "--profile", "think-answer", "--line-per-line"];
    for (const command of [["audit", "--format", "jsonl"], ["score"]]) {
      const { stdout } = await traceAuditor([...command, "-", ...flags], { input });
      const lines = jsonLines(stdout) as unknown as {
        record: number | null;
        traces?: { trace: number }[];
        error?: object;
      }[];
      expect(lines.map(({ record, traces, error }) => [record, traces?.length, error !== undefined])).toEqual([
        [null, 0, false],
        [0, 2, false],
        [null, 0, false],
        [1, undefined, true],
        [2, 2, false],
      ]);
    }
  });

  it("echoes the id that is asked for, in error lines too", async () => {
    const input = [
      verlLine("<think> x </think>", { gts: "y", extra_info: { index: 7 }, uid: "u" }),
      '{"nothing": 1, "extra_info": {"index": "k"}, "uuid": "w"}',
      "{torn",
    ].join("\n");
    const ids = async (...flags: string[]): Promise<unknown[]> =>
      jsonLines((await traceAuditor(["score", "-", ...named, ...flags], { input })).stdout).map(({ id }) => id);
    expect(await ids("--id-field", "extra_info.index")).toEqual(["7", "k", undefined]);
    expect(await ids()).toEqual(["u", "w", undefined]);
  });

  it("escapes what other programs take for a line end", async () => {
    const input = rollout(1).replace("id-1", "a\u0085b\u2028c\u2029d");
    const { stdout } = await traceAuditor(["score", "-", ...named], { input });
    expect(stdout).toContain("a\\u0085b\\u2028c\\u2029d");
    expect(jsonLines(stdout)[0]?.id).toBe("a\u0085b\u2028c\u2029d");
  });
});

describe("the parts of a file", () => {
  const big = verlLine(`<think> ${"x".repeat(20_000_000)} </think>`, { uid: "big" });
  const lines = Array.from({ length: 60 }, (_, i) => {
    if (i === 0) return '[{"an": "array"}]';
    if (i % 11 === 3) return i % 2 === 0 ? " " : "";
    if (i % 13 === 5) return "{bad";
    return i === 30 ? big : rollout(i);
  }).map((line, i) => `${line}${i % 4 === 1 ? "\r\n" : "\n"}`);

  it.each([
    ["score", ["score"]],
    ["audit", ["audit", "--format", "jsonl", "--no-fixable", "--exit-zero"]],
  ])(
    "give the bytes of the whole: %s",
    async (_, command) => {
      const folder = folderWith({ "runs/whole.jsonl": lines.join("") });
      for (const zip of [[], ["--line-per-line"]]) {
        const flags = [...named, "--id-field", "uid", ...zip];
        const whole = await traceAuditor([...command, "runs/whole.jsonl", ...flags], { folder });
        expect(whole.stdout.length).toBeGreaterThan(1000);
        for (const count of zip.length > 0 ? [8] : [1, 2, 8, 32]) {
          const size = Math.ceil(lines.length / count);
          let [outputs, record] = ["", 0];
          for (let line = 0; line < lines.length; line += size) {
            const part = lines.slice(line, line + size);
            const place = [
              "--stdin-filename",
              "runs/whole.jsonl",
              "--first-record",
              `${record}`,
              "--first-line",
              `${line}`,
            ];
            const { stdout, code } = await traceAuditor([...command, "-", ...flags, ...place], {
              folder,
              input: part.join(""),
            });
            expect(code).toBe(0);
            outputs += stdout;
            record += part.filter((text) => text.trim() !== "").length;
          }
          expect(outputs === whole.stdout).toBe(true);
        }
        if (zip.length > 0) expect(whole.stdout.split("\n")).toHaveLength(lines.length + 1);
      }
    },
    240_000,
  );
});

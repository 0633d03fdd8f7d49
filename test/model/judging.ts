/** What judging by any real engine with a tiny model has to show: that its answers parse, not that they are right. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { bundledCli, folderWith, traceAuditor, type Finished } from "../cli/support/commandLine";

export interface ModelEngine {
  readonly url: string;
  readonly close: () => Promise<void>;
}

export interface EngineKind {
  /** What it is recognised as. */
  readonly server: string;
  readonly model: string;
  readonly key: string;
  readonly start: () => Promise<ModelEngine>;
}

const pair = (i: number, more = ""): string =>
  `${JSON.stringify({
    pair_uid: `p${i}`,
    conversation_input: [{ role: "user", content: `What is ${i} + ${i}?${more}` }],
    chosen: { answer: String(2 * i) },
    reject: { answer: String(2 * i + 1) },
  })}\n`;

interface Line {
  readonly state: string;
  readonly choice?: string;
  readonly confidence?: number;
  readonly tokens: { readonly prompt?: number; readonly completion?: number };
  readonly error?: { readonly code: string };
}

function lines({ stdout }: Finished): Line[] {
  return stdout.trim().split("\n").map((line) => JSON.parse(line) as Line); // prettier-ignore
}

/** Registers the tests. */
export function testJudging({ server, model, key, start }: EngineKind): void {
  let engine: ModelEngine | undefined;
  // vLLM takes minutes to start, and many on a busy machine.
  beforeAll(async () => {
    engine = await start();
  }, 1_200_000);
  afterAll(() => engine?.close());

  const grammar = 'root ::= "<answer>[[" ("A" | "B") "]]</answer>"';
  const files = { grammar, key, "pairs.jsonl": pair(1) + pair(2) };
  const judging = (...args: string[]): string[] => [
    ...["judge", "pairs.jsonl", "--base-url", engine?.url ?? "", "--model", model],
    ...["--history", "h", "--api-key-file", "key", ...args],
  ];
  const judge = (folder: string, ...args: string[]): Promise<Finished> => traceAuditor(judging(...args), { folder });
  const briefly = ["--grammar", "grammar", "--max-tokens", "40"];

  it("judges under a grammar, in both orders, and its answers are kept", async () => {
    const folder = folderWith(files);
    const run = await judge(folder, "--both-orders", ...briefly);
    expect(run.stderr).toContain(server);
    expect(run.code).toBe(0);
    expect(lines(run).map(({ state }) => state)).toEqual(["ok", "ok", "ok", "ok"]);
    // The prompt was written by the model's own template.
    expect(lines(run).every(({ choice, tokens }) => /^[AB]$/.test(choice ?? "") && (tokens.prompt ?? 0) > 100)).toBe(
      true,
    );
    expect((await judge(folder, "--both-orders", ...briefly)).stderr).toContain("0 questions asked");
  });

  it.each(["logprobs", "prefill"])("gives a confidence from %s", async (confidence) => {
    const run = await judge(folderWith(files), ...briefly, "--confidence", confidence);
    for (const line of lines(run)) {
      expect(line.confidence).toBeGreaterThan(0);
      expect(line.confidence).toBeLessThanOrEqual(1);
    }
  });

  it("tells what is cut off, what does not fit, and a key that is wrong", async () => {
    expect(lines(await judge(folderWith(files), "--max-tokens", "3"))[0]?.state).toBe("truncated");
    const long = folderWith({ ...files, "pairs.jsonl": pair(1, " long".repeat(6000)) });
    expect(lines(await judge(long))[0]?.error?.code).toBe("overflow");
    const wrong = await judge(folderWith({ ...files, key: "wrong" }));
    expect(lines(wrong)[0]?.error?.code).toBe("unauthorized");
    expect(wrong.stderr).toContain("Stopped:");
  });

  it("is cancelled in the middle of an answer, and goes on where it stopped", async () => {
    const folder = folderWith(files);
    // An answer that would take minutes: without a grammar the model writes on to its limit.
    const long = judging("--max-tokens", "1000", "--temperature", "1", "--concurrency", "1");
    const child = spawn(process.execPath, [await bundledCli(), ...long], {
      cwd: folder,
      stdio: ["ignore", "ignore", "pipe"],
    });
    // The server has told what it is, so questions are on their way.
    await once(child.stderr, "data");
    child.kill("SIGINT");
    const [code] = (await once(child, "exit")) as [number | null];
    expect(code).toBe(2);
    const run = await judge(folder, ...briefly);
    expect([run.code, lines(run).map(({ state }) => state)]).toEqual([0, ["ok", "ok"]]);
    const kept = readdirSync(join(folder, "h")).flatMap((name) => readFileSync(join(folder, "h", name), "utf8").trim().split("\n")); // prettier-ignore
    const answered = kept.map((line) => JSON.parse(line) as { outcome: string; request: string }).filter(({ outcome }) => outcome === "answered"); // prettier-ignore
    expect(new Set(answered.map(({ request }) => request)).size).toBe(answered.length);
  });
}

/** `npm run test:model`: judging by a real engine with a tiny model. That its answers parse, not that they are right. */
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { folderWith, traceAuditor, type Finished } from "../cli/support/commandLine";
import { modelPython } from "./python";

const python = modelPython();
const key = "test-key";
let server: ChildProcess | undefined;
let url = "";

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

const judge = (folder: string, ...args: string[]): Promise<Finished> =>
  traceAuditor(
    [
      "judge",
      "pairs.jsonl",
      "--base-url",
      url,
      "--model",
      "smollm2",
      "--history",
      "h",
      "--api-key-file",
      "key",
      ...args,
    ],
    { folder },
  );

describe.skipIf(python === undefined)("llama.cpp's server with SmolLM2", () => {
  const grammar = 'root ::= "<answer>[[" ("A" | "B") "]]</answer>"';
  const files = { grammar, key, "pairs.jsonl": pair(1) + pair(2) };

  beforeAll(async () => {
    server = spawn(python ?? "", [join(import.meta.dirname, "llamaServer.py"), key], {
      stdio: ["pipe", "pipe", "ignore"],
    });
    const [address] = (await once(server.stdout!, "data")) as [Buffer];
    url = address.toString().trim();
  });

  afterAll(() => server?.stdin?.end());

  it("judges under a grammar, in both orders, and its answers are kept", async () => {
    const folder = folderWith(files);
    const run = await judge(folder, "--both-orders", "--grammar", "grammar", "--max-tokens", "40");
    expect(run.stderr).toContain("llama-server");
    expect(run.code).toBe(0);
    expect(lines(run).map(({ state }) => state)).toEqual(["ok", "ok", "ok", "ok"]);
    expect(lines(run).every(({ choice, tokens }) => /^[AB]$/.test(choice ?? "") && (tokens.prompt ?? 0) > 100)).toBe(
      true,
    );
    expect((await judge(folder, "--both-orders", "--grammar", "grammar", "--max-tokens", "40")).stderr).toContain(
      "0 questions asked",
    );
  });

  it.each(["logprobs", "prefill"])("gives a confidence from %s", async (confidence) => {
    const run = await judge(
      folderWith(files),
      "--grammar",
      "grammar",
      "--max-tokens",
      "40",
      "--confidence",
      confidence,
    );
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
});

/**
 * Judging by a real engine: llama.cpp with random weights. That its streams, grammars, limits and errors are understood,
 * not that its verdicts mean anything. (`npm run test:model` has a real model.)
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { engineKey, engineModel, hasEngine, startEngine, verdictGrammar, type Engine } from "../engine/engine";
import { folderWith, traceAuditor, type Finished } from "./support/commandLine";
import { historyLines, linesOf, pairs } from "./support/judging";

let engine: Engine | undefined;

function judge(folder: string, ...args: string[]): Promise<Finished> {
  const common = ["--base-url", engine?.url ?? "", "--model", engineModel, "--history", "h", "--api-key-file", "key"];
  return traceAuditor(["judge", "pairs.jsonl", ...common, ...args], { folder });
}

describe.skipIf(!hasEngine)("judging by a real engine", () => {
  const files = { "pairs.jsonl": pairs(3), key: engineKey, grammar: verdictGrammar };
  beforeAll(async () => {
    engine = await startEngine();
  }, 120_000);
  afterAll(() => engine?.close());

  it("reads verdicts under a grammar in both orders, keeps them, and asks nothing twice", async () => {
    const folder = folderWith(files);
    const args = ["--both-orders", "--grammar", "grammar", "--max-tokens", "40"];
    const run = await judge(folder, ...args);
    expect(run.stderr).toContain("llama-server node-llama-cpp, 8,192 tokens of context");
    expect(run.code).toBe(0);
    const lines = linesOf(run);
    expect(lines.map(({ state, order }) => `${state} ${order}`)).toEqual(Array(3).fill(["ok AB", "ok BA"]).flat());
    expect(lines.every(({ text }) => /^<answer>\[\[[AB]\]\]<\/answer>$/.test(text))).toBe(true);
    expect(lines.every(({ marks }) => marks?.includes("constrained"))).toBe(true);
    expect(historyLines(folder)).toHaveLength(6);
    const again = await judge(folder, ...args);
    expect(again.stderr).toContain("0 questions asked, 6 answered from the history");
    expect(linesOf(again).map(({ text }) => text)).toEqual(lines.map(({ text }) => text));
  });

  it("tells what is cut off, what does not fit, and a key that is wrong", async () => {
    const folder = folderWith({ ...files, "pairs.jsonl": pairs(1) });
    expect(linesOf(await judge(folder, "--max-tokens", "5"))[0]?.state).toBe("truncated");
    const long = folderWith({ ...files, "pairs.jsonl": pairs(1).replace("good 0", "good ".repeat(2000)) });
    expect(linesOf(await judge(long))[0]?.error?.code).toBe("overflow");
    const wrong = await judge(folderWith({ ...files, key: "wrong" }));
    expect(linesOf(wrong)[0]?.error?.code).toBe("unauthorized");
    expect(wrong.stderr).toContain("Stopped: Invalid API Key");
  });

  it("shows bytes that are no text as what they are", async () => {
    const run = await judge(folderWith({ ...files, "pairs.jsonl": pairs(1) }), "--temperature", "1", "--max-tokens", "200"); // prettier-ignore
    const [line] = linesOf(run);
    expect(line?.state).toMatch(/^(?:truncated|malformed|empty)$/);
    expect(run.stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
  });
});

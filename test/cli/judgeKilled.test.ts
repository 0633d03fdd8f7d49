/**
 * Judging is killed at random moments: after it the history reads, only what it lacks is asked again, and no question has
 * two answers in it. `JUDGE_KILLS=200` kills as often.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { modelServer, says, verdict } from "../support/modelServer";
import { Random } from "../support/random";
import { bundledCli, folderWith, traceAuditor } from "./support/commandLine";

const kills = Number(process.env["JUDGE_KILLS"] ?? 3);
const samples = 40;

const pairs = Array.from({ length: samples }, (_, i) =>
  JSON.stringify({
    pair_uid: `p${i}`,
    conversation_input: [{ role: "user", content: `Question ${i}?` }],
    chosen: { answer: `good ${i}` },
    reject: { answer: `bad ${i}` },
  }),
);

/** The requests that have an answer in the history; a torn line is none. */
function answered(folder: string): string[] {
  const lines = readdirSync(folder).flatMap((name) => readFileSync(join(folder, name), "utf8").split("\n"));
  return lines.flatMap((line) => {
    try {
      const { outcome, request } = JSON.parse(line) as { outcome: string; request: string };
      return outcome === "answered" ? [request] : [];
    } catch {
      return [];
    }
  });
}

it(
  `is killed ${kills} times and goes on`,
  async () => {
    const random = new Random(16);
    for (let round = 0; round < kills; round++) {
      let [left, kill] = [Math.floor(random.next() * 2 * samples), (): void => undefined];
      const server = await modelServer((response) => {
        says(verdict("A"))(response);
        // Between a question and its answer, and between two answers.
        if (--left === 0) kill();
        else if (left < 0 && left % 2 === 0) kill();
      });
      const folder = folderWith({ "pairs.jsonl": `${pairs.join("\n")}\n` });
      const args = [
        "judge",
        "pairs.jsonl",
        "--base-url",
        server.url,
        "--model",
        "judge",
        "--history",
        "h",
        "--concurrency",
        "8",
      ];
      const child = spawn(process.execPath, [await bundledCli(), ...args], { cwd: folder, stdio: "ignore" });
      kill = () => void child.kill("SIGKILL");
      await once(child, "exit");
      const before = new Set(readdirSync(folder).includes("h") ? answered(join(folder, "h")) : []);
      kill = () => undefined;
      server.asked.length = 0;
      const { code } = await traceAuditor(args, { folder });
      expect(code).toBe(0);
      expect(server.asked).toHaveLength(samples - before.size);
      const after = answered(join(folder, "h"));
      expect(after).toHaveLength(samples);
      expect(new Set(after).size).toBe(samples);
      await server.close();
    }
  },
  60_000 * Math.max(1, kills / 3),
);

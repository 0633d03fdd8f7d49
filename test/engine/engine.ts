/** A real engine for the tests of judging: llama.cpp with a model of random weights. Its verdicts mean nothing. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { engineEntry } from "../../scripts/setup/engine.mjs";
import { writeRandomModel } from "./randomModel";

export const engineKey = "engine-key";
export const engineModel = "random";
/** With random weights, a verdict comes of a grammar alone. */
export const verdictGrammar = 'root ::= "<answer>[[" ("A" | "B") "]]</answer>"';

/** Is it there? If not, that is told, and the tests that need it are skipped. */
export const hasEngine = engineEntry() !== undefined;
if (!hasEngine) {
  console.warn(
    "Skipped: judging by a real engine, llama.cpp on Linux x64, which `npm test` installs from npm (85 MB).",
  );
}

export interface Engine {
  readonly url: string;
  close(): void;
}

/** @param grammar of all answers whose question has none; undefined: they may be anything */
export async function startEngine(grammar?: string): Promise<Engine> {
  const folder = mkdtempSync(join(tmpdir(), "trace-auditor-engine-"));
  const model = join(folder, "random.gguf");
  writeRandomModel(model);
  const script = join(import.meta.dirname, "llamaServer.mjs");
  const args = [script, engineEntry() ?? "", model, engineKey, ...(grammar === undefined ? [] : [grammar])];
  const child = spawn(process.execPath, args, {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const told = await Promise.race([once(child.stdout, "data"), once(child, "exit")]);
  if (!Buffer.isBuffer(told[0])) throw new Error(`The engine ended with ${String(told[0])} before it began.`);
  return {
    url: told[0].toString().trim(),
    close: () => {
      child.stdin.end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** `npm run test:model`: judging by llama.cpp's server with a tiny model. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { describe } from "vitest";
import { testJudging, type ModelEngine } from "./judging";
import { modelPython } from "./python";

const python = modelPython();
const key = "test-key";

async function start(): Promise<ModelEngine> {
  const server = spawn(python ?? "", [join(import.meta.dirname, "llamaServer.py"), key], {
    stdio: ["pipe", "pipe", "ignore"],
  });
  const [address] = (await once(server.stdout, "data")) as [Buffer];
  return {
    url: address.toString().trim(),
    close: async () => {
      server.stdin.end();
      await once(server, "exit");
    },
  };
}

describe.skipIf(python === undefined)("llama.cpp's server with SmolLM2", () => {
  testJudging({ server: "llama-server", model: "smollm2", key, start });
});

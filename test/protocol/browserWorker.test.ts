/** The core and the language server in a browser: bundled without Node, and run where there is nothing of it. */
import { isBuiltin } from "node:module";
import { createContext, runInContext } from "node:vm";
import { build, type BuildOptions } from "esbuild";
import { describe, expect, it } from "vitest";
import { sourceFiles } from "../architecture/sourceFiles";
import { root } from "../../scripts/setup/project.mjs";

/** A bundle for browsers: esbuild fails where something asks for a module that they do not have. */
async function browserBundle(options: BuildOptions): Promise<{ code: string; asks: string[] }> {
  const { outputFiles = [], metafile } = await build({
    absWorkingDir: root,
    bundle: true,
    platform: "browser",
    target: "es2022",
    format: "iife",
    write: false,
    metafile: true,
    logLevel: "silent",
    ...options,
  });
  const inputs = Object.values(metafile?.inputs ?? {});
  return {
    code: outputFiles[0]?.text ?? "",
    asks: inputs.flatMap(({ imports }) => imports.map(({ path }) => path)).filter((path) => isBuiltin(path)),
  };
}

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
}

/** The worker in a realm that has what browsers have, as far as the server needs it, and nothing of Node's. */
class Worker {
  private readonly heard: Message[] = [];
  private wake: () => void = () => undefined;
  private readonly self: { onmessage?: (event: { data: unknown }) => void; [name: string]: unknown };
  private nextId = 1;

  constructor(code: string) {
    this.self = {
      addEventListener: () => undefined,
      postMessage: (message: Message) => {
        this.heard.push(structuredClone(message));
        this.wake();
      },
    };
    const { performance, setTimeout, clearTimeout, MessageChannel, TextDecoder, TextEncoder, AbortController } =
      globalThis;
    const world = { performance, setTimeout, clearTimeout, MessageChannel, TextDecoder, TextEncoder, AbortController };
    // What the library that reads zip files asks for when it is loaded; every browser has it.
    const forZip = { ReadableStream, TransformStream, WritableStream, atob };
    runInContext(code, createContext({ ...world, ...forZip, console, self: this.self }));
  }

  notify(method: string, params: unknown): void {
    this.self.onmessage?.({ data: { jsonrpc: "2.0", method, params } });
  }

  async request(method: string, params: unknown): Promise<unknown> {
    const id = this.nextId++;
    this.self.onmessage?.({ data: { jsonrpc: "2.0", id, method, params } });
    for (;;) {
      const answer = this.heard.find((message) => message.id === id && message.method === undefined);
      if (answer !== undefined) return answer.result ?? answer;
      await new Promise<void>((resolve) => (this.wake = resolve));
    }
  }
}

describe("in a browser", () => {
  it("the core asks for nothing of Node", async () => {
    const files = sourceFiles("server/core").map(({ path }) => `import ${JSON.stringify(`./${path}`)};`);
    expect(files.length).toBeGreaterThan(100);
    const { asks } = await browserBundle({ stdin: { contents: files.join("\n"), resolveDir: root } });
    expect(asks).toEqual([]);
  });

  it("the language server audits a trace in a worker", async () => {
    const { code, asks } = await browserBundle({ entryPoints: ["server/languageServer/worker.ts"] });
    expect(asks).toEqual([]);
    const worker = new Worker(code);
    const capabilities = { textDocument: { diagnostic: {} } };
    await worker.request("initialize", { processId: null, rootUri: null, capabilities, workspaceFolders: null });
    worker.notify("initialized", {});
    const uri = "vscode-vfs://github/team/runs/a.trace";
    const text = "@sample profile=toolrl\n@completion\n<think> a\n<response> b </response>\n";
    worker.notify("textDocument/didOpen", { textDocument: { uri, languageId: "trace", version: 1, text } });
    const report = await worker.request("textDocument/diagnostic", { textDocument: { uri } });
    expect(report).toMatchObject({ items: [{ code: "unclosed-tag" }] });
  });
});

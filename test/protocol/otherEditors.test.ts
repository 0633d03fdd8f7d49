/** The server for an editor that is not VS Code, and knows of it no more than `--stdio`. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, describe, expect, it } from "vitest";
import { PlainClient } from "./support/plainClient";
import { serverBundle } from "./support/testClient";

const text = `@sample profile=toolrl
@user
Weather?
@completion
<think> I look it up.
<tool_call>
{"name": "get_weather", "parameters": {"city": "Oslo"}}
</tool_call>
<oops>
`;
const folder = mkdtempSync(join(tmpdir(), "trace-auditor-editor-"));
process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
const uri = pathToFileURL(join(folder, "a.trace")).href;
const think = { line: 4, character: 2 };

interface Published {
  readonly uri: string;
  readonly version?: number;
  readonly diagnostics: readonly { readonly code: string; readonly message: string; readonly range: object }[];
}

describe("the server in a plain editor", () => {
  let client: PlainClient;

  async function start(initializationOptions?: object): Promise<Record<string, unknown>> {
    client = new PlainClient();
    const params = { processId: process.pid, rootUri: null, capabilities: {}, initializationOptions };
    const { capabilities } = (await client.request("initialize", params)) as { capabilities: Record<string, unknown> };
    client.notify("initialized", {});
    client.notify("textDocument/didOpen", { textDocument: { uri, languageId: "trace", version: 1, text } });
    return capabilities;
  }

  /** The rules that found something, as published for a version of the document. */
  async function codes(
    version: number,
    fulfils: (codes: readonly string[]) => boolean = () => true,
  ): Promise<string[]> {
    const of = (params: unknown): string[] => (params as Published).diagnostics.map(({ code }) => code);
    const { params } = await client.until(
      (message) =>
        message.method === "textDocument/publishDiagnostics" &&
        (message.params as Published).version === version &&
        fulfils(of(message.params)),
    );
    return of(params);
  }

  afterEach(async () => {
    await client.request("shutdown");
    client.notify("exit");
    expect(await client.exited).toBe(0);
    // Such an editor would leave a question without an answer, and knows no message but the protocol's.
    const spoken = client.heard.filter(({ method }) => method !== undefined);
    expect(spoken.filter(({ id }) => id !== undefined)).toEqual([]);
    expect(spoken.filter(({ method }) => !/^(textDocument|window)\//.test(method!))).toEqual([]);
  });

  it("publishes findings and follows edits", async () => {
    await start();
    expect(await codes(1)).toEqual(expect.arrayContaining(["unclosed-tag", "unknown-tag"]));
    const end = { line: 4, character: "<think> I look it up.".length };
    client.notify("textDocument/didChange", {
      textDocument: { uri, version: 2 },
      contentChanges: [{ range: { start: end, end }, text: " </think>" }],
    });
    const after = await codes(2);
    expect(after).toContain("unknown-tag");
    expect(after).not.toContain("unclosed-tag");
  });

  it("answers what it has announced", async () => {
    const capabilities = await start();
    const textDocument = { uri };
    const hover = (await client.request("textDocument/hover", { textDocument, position: think })) as object;
    expect(JSON.stringify(hover)).toContain("think");
    expect(await client.request("textDocument/documentSymbol", { textDocument })).not.toHaveLength(0);
    expect(await client.request("textDocument/foldingRange", { textDocument })).not.toHaveLength(0);
    const context = { diagnostics: [], triggerKind: 1 };
    const range = { start: think, end: think };
    const actions = await client.request("textDocument/codeAction", { textDocument, range, context });
    expect(JSON.stringify(actions)).toContain("Close </think>");
    // A command that only our own client has would do nothing here.
    const lenses =
      capabilities["codeLensProvider"] === undefined
        ? []
        : await client.request("textDocument/codeLens", { textDocument });
    const ours = JSON.stringify([actions, lenses]).match(/"command":"traceAuditor\.[^"]*"/g);
    expect(ours).toBeNull();
  });

  it("takes settings from the initialization options, and their changes from didChangeConfiguration", async () => {
    await start({ settings: { rules: { "unclosed-tag": "off" } } });
    expect(await codes(1)).not.toContain("unclosed-tag");
    client.notify("workspace/didChangeConfiguration", {
      settings: { traceAuditor: { rules: { "unknown-tag": "off" } } },
    });
    const after = await codes(1, (found) => found.includes("unclosed-tag"));
    expect(after).not.toContain("unknown-tag");
  });

  it("reads the team's config from the disk", async () => {
    const config = join(folder, "trace-auditor.json");
    writeFileSync(config, '{"rules": {"unclosed-tag": "off"}}');
    try {
      await start();
      const found = await codes(1);
      expect(found).toContain("unknown-tag");
      expect(found).not.toContain("unclosed-tag");
    } finally {
      rmSync(config);
    }
  });
});

describe("the server started by hand", () => {
  it("says what it is, instead of crashing for want of an editor", () => {
    const run = (...args: string[]) => spawnSync(process.execPath, [serverBundle(), ...args], { encoding: "utf8" });
    const without = run();
    expect([without.status, without.stdout]).toEqual([2, ""]);
    expect(without.stderr).toContain("--stdio");
    expect(run("--help")).toMatchObject({ status: 0, stderr: "" });
  });
});

/** A language client without an editor: talks to the bundled server over stdio, as any editor does. */
import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildSync } from "esbuild";
import {
  type CancellationToken,
  type ClientCapabilities,
  createProtocolConnection,
  type Diagnostic,
  type DocumentDiagnosticReport,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  type Range,
  type Registration,
  type RegistrationParams,
  type ServerCapabilities,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver-protocol/node";
import type { ClientOptions } from "../../../server/protocol/clientOptions";
import type { DocumentStatus } from "../../../server/protocol/status";
import { statusNotification } from "../../../server/protocol/status";
import type { Notification, Request } from "../../../server/protocol/message";
import { root } from "../../../scripts/setup/project.mjs";

let bundle: string | undefined;

/** The server as it is shipped, bundled from the sources as they are now. */
export function serverBundle(): string {
  if (bundle === undefined) {
    const folder = mkdtempSync(join(tmpdir(), "trace-auditor-server-"));
    process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
    bundle = join(folder, "server.js");
    buildSync({
      absWorkingDir: root,
      entryPoints: ["server/languageServer/main.ts"],
      outfile: bundle,
      bundle: true,
      platform: "node",
      target: "node20",
      format: "cjs",
      mainFields: ["module", "main"],
      logLevel: "warning",
    });
  }
  return bundle;
}

export interface TestClientOptions {
  /** Can it pull diagnostics? */
  readonly pull?: boolean;
  readonly capabilities?: ClientCapabilities;
  readonly options?: ClientOptions;
  /** Settings that it answers with when asked for `traceAuditor`. */
  readonly settings?: unknown;
  /** The workspace folder. */
  readonly folder?: string;
  /** Workspace folders beside it. */
  readonly otherFolders?: readonly string[];
}

export class TestClient {
  readonly published: PublishDiagnosticsParams[] = [];
  readonly statuses: DocumentStatus[] = [];
  readonly log: string[] = [];
  /** What was told to the user. */
  readonly messages: string[] = [];
  /** How often the server asked to have the findings pulled again. */
  refreshes = 0;
  settings: unknown;
  private readonly waiting: (() => void)[] = [];

  private constructor(
    readonly process: ChildProcess,
    readonly connection: ProtocolConnection,
    readonly capabilities: ServerCapabilities,
    /** What the server asked to be told of, or offers for some languages only. */
    readonly registrations: readonly Registration[],
  ) {}

  static async start(given: TestClientOptions = {}): Promise<TestClient> {
    const { pull = true, capabilities = {}, options = {}, folder, otherFolders = [] } = given;
    const server = spawn(process.execPath, [serverBundle(), "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
    const connection = createProtocolConnection(
      new StreamMessageReader(server.stdout),
      new StreamMessageWriter(server.stdin),
    );
    const holder: { client?: TestClient } = {};
    connection.onRequest("workspace/configuration", ({ items }: { items: unknown[] }) =>
      items.map(() => holder.client?.settings ?? null),
    );
    const registrations: Registration[] = [];
    connection.onRequest("client/registerCapability", (params: RegistrationParams) => {
      registrations.push(...params.registrations);
      holder.client?.wake();
      return null;
    });
    connection.onRequest("workspace/diagnostic/refresh", () => {
      if (holder.client !== undefined) holder.client.refreshes++;
      holder.client?.wake();
      return null;
    });
    connection.onNotification("textDocument/publishDiagnostics", (params: PublishDiagnosticsParams) => {
      holder.client?.published.push(params);
      holder.client?.wake();
    });
    connection.onNotification(statusNotification.method, (status: DocumentStatus) => {
      holder.client?.statuses.push(status);
      holder.client?.wake();
    });
    connection.onNotification("window/showMessage", ({ message }: { message: string }) => {
      holder.client?.messages.push(message);
      holder.client?.wake();
    });
    connection.onNotification("window/logMessage", ({ message }: { message: string }) => {
      holder.client?.log.push(message);
      holder.client?.wake();
    });
    connection.listen();
    const initialized = await connection.sendRequest("initialize", {
      processId: process.pid,
      rootUri: null,
      workspaceFolders:
        folder === undefined ? null : [folder, ...otherFolders].map((uri) => ({ uri, name: "workspace" })),
      initializationOptions: { debounce: 0, status: true, ...options },
      capabilities: {
        workspace: {
          configuration: true,
          diagnostics: { refreshSupport: true },
          didChangeConfiguration: { dynamicRegistration: true },
          didChangeWatchedFiles: { dynamicRegistration: true },
          workspaceFolders: true,
        },
        textDocument: {
          publishDiagnostics: { relatedInformation: true, codeDescriptionSupport: true },
          completion: { completionItem: { snippetSupport: true } },
          documentSymbol: { hierarchicalDocumentSymbolSupport: true },
          ...(pull ? { diagnostic: {} } : {}),
        },
        ...capabilities,
      } satisfies ClientCapabilities,
    });
    const client = new TestClient(
      server,
      connection,
      (initialized as { capabilities: ServerCapabilities }).capabilities,
      registrations,
    );
    client.settings = given.settings;
    holder.client = client;
    await connection.sendNotification("initialized", {});
    return client;
  }

  /** Asks a request of our own. */
  ask<Params, Result>({ method }: Request<Params, Result>, params: Params, token?: CancellationToken): Promise<Result> {
    // An undefined token would be taken for a second parameter.
    return token === undefined
      ? this.connection.sendRequest<Result>(method, params)
      : this.connection.sendRequest<Result>(method, params, token);
  }

  /** Sends a notification of our own. */
  tell(what: Notification<void>): Promise<void>;
  tell<Params>(what: Notification<Params>, params: Params): Promise<void>;
  tell({ method }: Notification<never>, params?: unknown): Promise<void> {
    return params === undefined
      ? this.connection.sendNotification(method)
      : this.connection.sendNotification(method, params);
  }

  /** Ends the server as an editor does, and returns its exit code. */
  async stop(): Promise<number | null> {
    const exited = new Promise<number | null>((resolve) => this.process.once("exit", (code) => resolve(code)));
    await this.connection.sendRequest("shutdown");
    await this.connection.sendNotification("exit");
    const code = await exited;
    this.connection.dispose();
    return code;
  }

  open(uri: string, text: string, version = 1, languageId = "trace"): Promise<void> {
    const textDocument = { uri, languageId, version, text };
    return this.connection.sendNotification("textDocument/didOpen", { textDocument });
  }

  change(uri: string, version: number, ...contentChanges: { range?: Range; text: string }[]): Promise<void> {
    return this.connection.sendNotification("textDocument/didChange", {
      textDocument: { uri, version },
      contentChanges,
    });
  }

  close(uri: string): Promise<void> {
    return this.connection.sendNotification("textDocument/didClose", { textDocument: { uri } });
  }

  pull(uri: string, previousResultId?: string): Promise<DocumentDiagnosticReport> {
    return this.request("textDocument/diagnostic", uri, previousResultId === undefined ? {} : { previousResultId });
  }

  /** The document's findings by pull. */
  async diagnostics(uri: string): Promise<Diagnostic[]> {
    const report = await this.pull(uri);
    if (report.kind !== "full") throw new Error("the report is not full");
    return report.items;
  }

  /** A request about a document. */
  request<T>(method: string, uri: string, params: object = {}): Promise<T> {
    return this.connection.sendRequest(method, { textDocument: { uri }, ...params });
  }

  /** Waits until something that the server sent makes `found` return more than undefined. */
  async heard<T>(found: () => T | undefined): Promise<T> {
    for (;;) {
      const value = found();
      if (value !== undefined) return value;
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
  }

  wake(): void {
    for (const resolve of this.waiting.splice(0)) resolve();
  }
}

/** The language server as a process, and what must hold of it at every step: it lives, and it answers. */
import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import {
  type CancellationToken,
  type ClientCapabilities,
  createProtocolConnection,
  LSPErrorCodes,
  type ProtocolConnection,
  ResponseError,
  type ServerCapabilities,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver-protocol/node";
import { readFileRequest } from "../../server/protocol/readFile";
import { statusNotification } from "../../server/protocol/status";
import { root } from "../../scripts/setup/project.mjs";

/** Breaks off the soak: something does not hold. */
export class SoakFailure extends Error {}

/** A request without an answer for so long has none, in milliseconds: no request takes nearly as long. */
const patience = 120_000;

/** Answers that say that the work was given up, as it should be. */
const givenUp: readonly number[] = [
  LSPErrorCodes.RequestCancelled,
  LSPErrorCodes.ServerCancelled,
  LSPErrorCodes.ContentModified,
];
/** Requests that may be refused, with a reason for the user. */
const refusable: ReadonlySet<string> = new Set(["textDocument/prepareRename", "textDocument/rename"]);

const capabilities: ClientCapabilities = {
  workspace: {
    configuration: true,
    codeLens: { refreshSupport: true },
    inlayHint: { refreshSupport: true },
    diagnostics: { refreshSupport: true },
    semanticTokens: { refreshSupport: true },
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
    workspaceFolders: true,
    workspaceEdit: { documentChanges: true, changeAnnotationSupport: {} },
  },
  textDocument: {
    diagnostic: {},
    publishDiagnostics: { relatedInformation: true, codeDescriptionSupport: true },
    completion: { completionItem: { snippetSupport: true } },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    definition: { linkSupport: true },
    codeAction: { dataSupport: true, resolveSupport: { properties: ["edit"] } },
  },
};

/** What the server may ask of its client. */
export interface SoakClient {
  /** The workspace. */
  readonly folder: string;
  /** The server's bundle: a copy, for both servers have to be the same one while somebody builds another. */
  readonly bundle: string;
  settings(): unknown;
}

export class SoakServer {
  readonly counts = { answers: 0, givenUp: 0, refused: 0 };
  private failure: SoakFailure | undefined;
  private stopping = false;
  private readonly ended: Promise<never>;

  private constructor(
    private readonly process: ChildProcess,
    readonly connection: ProtocolConnection,
  ) {
    this.ended = new Promise((_, reject) => {
      process.once("exit", (code, signal) => {
        if (!this.stopping) reject(this.fail(`the server ended by itself (${String(signal ?? code)})`));
      });
    });
    this.ended.catch(() => undefined);
  }

  static async start(client: SoakClient): Promise<[SoakServer, ServerCapabilities]> {
    const probe = pathToFileURL(join(root, "test", "soak", "heapProbe.mjs")).href;
    const args = ["--expose-gc", "--import", probe, client.bundle, "--stdio"];
    const process_ = spawn(process.execPath, args, { stdio: ["pipe", "pipe", "inherit", "ipc"] });
    const { stdin, stdout } = process_;
    if (stdin === null || stdout === null) throw new SoakFailure("the server has no pipes");
    const connection = createProtocolConnection(new StreamMessageReader(stdout), new StreamMessageWriter(stdin));
    const server = new SoakServer(process_, connection);
    connection.onRequest("workspace/configuration", ({ items }: { items: unknown[] }) =>
      items.map(() => client.settings()),
    );
    connection.onRequest("client/registerCapability", () => null);
    connection.onRequest(readFileRequest.method, () => null);
    for (const what of ["codeLens", "inlayHint", "diagnostic", "semanticTokens"]) {
      connection.onRequest(`workspace/${what}/refresh`, () => null);
    }
    connection.onNotification(statusNotification.method, () => undefined);
    connection.onNotification("textDocument/publishDiagnostics", () => undefined);
    connection.onNotification("window/logMessage", ({ message }: { message: string }) => {
      // A handler that crashes is answered for, and told in the log with its stack.
      if (/\bfailed\b|\n\s+at /.test(message)) server.fail(`the server's log says: ${message}`);
    });
    connection.onUnhandledNotification(({ method }) => server.fail(`the client does not know ${method}`));
    connection.listen();
    const { capabilities: offered } = await server.request<{ capabilities: ServerCapabilities }>("initialize", {
      processId: process.pid,
      rootUri: null,
      workspaceFolders: [{ uri: pathToFileURL(client.folder).href, name: "soak" }],
      initializationOptions: { debounce: 5, status: true, readsFiles: true, records: true, rewards: true },
      capabilities,
    });
    await server.notify("initialized", {});
    return [server, offered];
  }

  /** The answer; undefined where the request was given up or refused, as some may be. */
  async request<T>(method: string, params: object, token?: CancellationToken): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const silence = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(this.fail(`${method} has no answer`)), patience);
    });
    try {
      const answer = this.connection.sendRequest<T>(method, params, ...(token === undefined ? [] : [token]));
      const result = await Promise.race([answer, silence, this.ended]);
      this.counts.answers++;
      return result;
    } finally {
      clearTimeout(timer);
    }
  }

  /** A request of which every answer is right but an error that no user should see; undefined where it was given up. */
  async ask<T>(method: string, params: object, token?: CancellationToken): Promise<T | undefined> {
    try {
      return await this.request<T>(method, params, token);
    } catch (error) {
      if (!(error instanceof ResponseError)) throw error;
      this.counts.answers++;
      if (givenUp.includes(error.code)) {
        this.counts.givenUp++;
        return undefined;
      }
      if (error.code === LSPErrorCodes.RequestFailed && refusable.has(method) && !error.message.includes("failed")) {
        this.counts.refused++;
        return undefined;
      }
      throw this.fail(`${method} was answered with ${error.code}: ${error.message}`);
    }
  }

  async notify(method: string, params: object): Promise<void> {
    await Promise.race([this.connection.sendNotification(method, params), this.ended]);
  }

  /** Bytes in use on the heap after a collection of garbage. */
  async heap(): Promise<number> {
    const told = new Promise<number>((resolve) => this.process.once("message", (bytes) => resolve(Number(bytes))));
    this.process.send("heap");
    return Promise.race([told, this.ended]);
  }

  /** Throws what has gone wrong since this was last asked, if anything has. */
  check(): void {
    if (this.failure !== undefined) throw this.failure;
  }

  async stop(): Promise<void> {
    this.stopping = true;
    const exited = new Promise<number | null>((resolve) => this.process.once("exit", resolve));
    await this.request("shutdown", {});
    await this.connection.sendNotification("exit");
    const code = await exited;
    this.connection.dispose();
    if (code !== 0) throw this.fail(`the server ended with ${String(code)} when it was asked to end`);
  }

  /** Ends the process, whatever state it is in. */
  kill(): void {
    this.stopping = true;
    this.connection.dispose();
    this.process.kill("SIGKILL");
  }

  private fail(what: string): SoakFailure {
    return (this.failure ??= new SoakFailure(what));
  }
}

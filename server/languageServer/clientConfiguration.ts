import {
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  Emitter,
  type InitializeParams,
} from "vscode-languageserver";
import { URI } from "vscode-uri";
import { configFileName } from "../core/config/teamConfig";
import { readFileRequest, type ReadFileParams } from "../protocol/readFile";
import type { ClientFacts } from "./clientFacts";
import type { ConfigurationSource } from "./configuration";
import type { Files, Logger } from "../core/host/host";
import { ask } from "./messages";

/** The client's settings, folders and configs, with events for their changes. */
export class ClientConfiguration implements ConfigurationSource {
  folders: readonly string[];
  /** The settings that a client sent because it cannot be asked for them. */
  private given: unknown;
  private readonly changed = new Emitter<void>();
  /** Fires when a setting, a config or a workspace folder changed. */
  readonly onChanged = this.changed.event;
  private readonly filesChanged = new Emitter<readonly string[]>();
  /** Fires with the URIs of files that were written, made or removed, if the client was asked to watch them. */
  readonly onFilesChanged = this.filesChanged.event;

  constructor(
    private readonly connection: Connection,
    private readonly client: ClientFacts,
    private readonly files: Files,
    private readonly logger: Logger,
    { workspaceFolders }: InitializeParams,
  ) {
    this.folders = (workspaceFolders ?? []).map(({ uri }) => uri);
    this.given = client.options.settings;
    connection.onDidChangeConfiguration((params) => {
      this.given = (params.settings as { traceAuditor?: unknown } | null)?.traceAuditor;
      this.changed.fire();
    });
    connection.onDidChangeWatchedFiles(({ changes }) => {
      if (changes.some(({ uri }) => uri.endsWith(`/${configFileName}`))) this.changed.fire();
      this.filesChanged.fire(changes.map(({ uri }) => uri));
    });
  }

  /** Asks the client to report changes; allowed only after it has said that it is initialized. */
  listen(): void {
    const { connection, client, logger } = this;
    const refused = (error: unknown): void => logger.error(`The client refused a registration: ${String(error)}`);
    if (client.registersConfiguration) {
      connection.client.register(DidChangeConfigurationNotification.type, { section: "traceAuditor" }).catch(refused);
    }
    if (client.registersWatchers) {
      connection.client
        .register(DidChangeWatchedFilesNotification.type, { watchers: [{ globPattern: `**/${configFileName}` }] })
        .catch(refused);
    }
    if (client.workspaceFolders) {
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        const gone = new Set(removed.map(({ uri }) => uri));
        this.folders = [...this.folders.filter((uri) => !gone.has(uri)), ...added.map(({ uri }) => uri)];
        this.changed.fire();
      });
    }
  }

  async settingsOf(uri: string): Promise<unknown> {
    if (!this.client.asksConfiguration) return this.given;
    return this.connection.workspace.getConfiguration({ scopeUri: uri, section: "traceAuditor" }) as Promise<unknown>;
  }

  async read(uri: string): Promise<string | undefined> {
    if (URI.parse(uri).scheme === "file") return this.files.read(uri);
    if (this.client.options.readsFiles !== true) return undefined;
    const params: ReadFileParams = { uri };
    return (await ask(this.connection, readFileRequest, params))?.text;
  }
}

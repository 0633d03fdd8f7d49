import {
  type Connection,
  Emitter,
  type InitializeResult,
  TextDocuments,
  TextDocumentSyncKind,
} from "vscode-languageserver";
import { Audits } from "./audits";
import { auditFile } from "./capabilities/auditFile";
import { codeActions } from "./capabilities/codeActions";
import { codeLenses } from "./capabilities/codeLenses";
import { completion } from "./capabilities/completion";
import { configProblems } from "./capabilities/configProblems";
import { conversion } from "./capabilities/conversion";
import { definition } from "./capabilities/definition";
import { diagnostics } from "./capabilities/diagnostics";
import { diskFiles } from "./capabilities/diskFiles";
import { documentHighlight } from "./capabilities/documentHighlight";
import { documentSymbols } from "./capabilities/documentSymbols";
import { foldingRanges } from "./capabilities/foldingRanges";
import { formatting } from "./capabilities/formatting";
import { hover } from "./capabilities/hover";
import { judging } from "./capabilities/judging";
import { inlayHints } from "./capabilities/inlayHints";
import { linkedEditing } from "./capabilities/linkedEditing";
import { ownScorer } from "./capabilities/ownScorer";
import { profiles } from "./capabilities/profiles";
import { readings } from "./capabilities/readings";
import { records } from "./capabilities/records";
import { rename } from "./capabilities/rename";
import { rewards } from "./capabilities/rewards";
import { runs } from "./capabilities/runs";
import { samples } from "./capabilities/samples";
import { selectionRanges } from "./capabilities/selectionRanges";
import { semanticTokens } from "./capabilities/semanticTokens";
import { status } from "./capabilities/status";
import { judgingOf } from "./judging/judgingOf";
import { ClientConfiguration } from "./clientConfiguration";
import { readClientFacts } from "./clientFacts";
import { Configuration } from "./configuration";
import { DiskFiles } from "./diskFiles";
import type { Host, Logger } from "../core/host/host";
import { OpenDocument } from "./openDocument";
import { printable } from "../core/text/printable";
import { OwnScores } from "../core/ide/ownScores";
import { Rescorings } from "../core/ide/rescorings";
import { settledBy } from "./recordUri";
import { refreshLenses } from "./lenses/refresh";
import { runSafe } from "./runSafe";
import type { Capability, Services } from "./services";
import { shownMessage } from "./shown";
import { ShownRewards } from "../core/ide/shownRewards";

/** The server's abilities, one file each. */
const capabilities: readonly Capability[] = [
  diagnostics,
  configProblems,
  hover,
  definition,
  documentHighlight,
  linkedEditing,
  rename,
  selectionRanges,
  semanticTokens,
  documentSymbols,
  foldingRanges,
  formatting,
  completion,
  profiles,
  status,
  records,
  samples,
  diskFiles,
  runs,
  auditFile,
  codeLenses,
  codeActions,
  inlayHints,
  rewards,
  ownScorer,
  judging,
  readings,
  conversion,
];

/** Milliseconds without an edit before a document is audited, unless the client says otherwise. */
const defaultDebounce = 200;

/** Assembles the server and starts to listen. Nothing is global: a process may hold several servers. */
export function startServer(connection: Connection, host: Host): void {
  const told = new Set<string>();
  const logger: Logger = {
    info: (line) => connection.console.info(printable(line)),
    error: (line) => connection.console.error(printable(line)),
    tell: (message) => {
      if (told.has(message)) return;
      told.add(message);
      connection.window.showWarningMessage(shownMessage(message));
    },
  };
  const documents = new TextDocuments<OpenDocument>({
    create: (uri, language, version, text) => new OpenDocument(uri, language, version, text),
    update: (document, changes, version) => {
      document.change(changes, version);
      document.editedAt = host.timers.now();
      return document;
    },
  });

  connection.onInitialize((params): InitializeResult => {
    const client = readClientFacts(params);
    const source = new ClientConfiguration(connection, client, host.files, logger, params);
    const rescorings = new Rescorings(settledBy);
    const configuration = new Configuration(source, rescorings, logger);
    const initialized = new Emitter<void>();
    connection.onInitialized(() => {
      source.listen();
      initialized.fire();
    });
    const configurationChanged = new Emitter<void>();
    // The configuration must get a change first: what the others then ask it for is up to date.
    source.onChanged(() => {
      configuration.changed();
      configurationChanged.fire();
    });
    rescorings.onChanged((file) => {
      configuration.changedFor(file);
      configurationChanged.fire();
    });
    documents.onDidClose(({ document }) => {
      document.closed = true;
      configuration.forget(document.uri);
    });
    const ownScores = new OwnScores(settledBy, client.options.trusted === true);
    const services: Services = {
      connection,
      logger,
      client,
      files: host.files,
      documents,
      configuration,
      diskFiles: new DiskFiles(host.large, configuration, logger),
      timers: host.timers,
      audits: new Audits(configuration, host.timers, client.options.debounce ?? defaultDebounce),
      rescorings,
      rewards: new ShownRewards(ownScores),
      ownScores,
      startScorer: host.startScorer,
      judging: judgingOf(client, host, () => refreshLenses({ connection, client, logger })),
      large: host.large,
      onInitialized: initialized.event,
      onFilesChanged: source.onFilesChanged,
      onConfigurationChanged: configurationChanged.event,
      answer: (what, uri, token, nothing, run) =>
        runSafe(what, token, logger, () => {
          const document = documents.get(uri);
          return document === undefined ? nothing : run(document);
        }),
    };
    return {
      serverInfo: { name: "Trace Auditor" },
      capabilities: Object.assign(
        {
          textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
          workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
        },
        ...capabilities.map((capability) => capability(services)),
      ) as InitializeResult["capabilities"],
    };
  });

  documents.listen(connection);
  connection.listen();
}

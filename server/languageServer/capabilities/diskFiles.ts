import {
  type Disposable,
  DidChangeWatchedFilesNotification,
  type FileSystemWatcher,
  type ServerCapabilities,
  type WorkDoneProgressServerReporter,
} from "vscode-languageserver";
import { URI } from "vscode-uri";
import {
  closeDiskFileNotification,
  diskFileNotification,
  openDiskFileRequest,
  recogniseDiskFileRequest,
} from "../../protocol/diskFiles";
import type { ClientFacts } from "../clientFacts";
import type { DiskFile } from "../diskFiles";
import { answerRequest, listen, tell } from "../messages";
import { runSafe } from "../runSafe";
import type { Services } from "../services";
import { shownMessage } from "../shown";
import { counted } from "../../core/text/counted";

/** Files that no editor holds: read from the disk when the client asks, watched, and reported on. */
export function diskFiles(services: Services): ServerCapabilities {
  const { connection, diskFiles: files, logger, onFilesChanged, onConfigurationChanged } = services;
  const watchers = new Map<string, Promise<Disposable | undefined>>();
  const progress = new ReadingProgress(services);

  answerRequest(connection, openDiskFileRequest, ({ uri }, token) =>
    runSafe(`Reading ${uri}`, token, logger, async () => {
      const file = await files.open(uri);
      if (!watchers.has(uri)) watchers.set(uri, watch(services, uri));
      progress.show(file);
      return files.stateOf(file);
    }),
  );
  answerRequest(connection, recogniseDiskFileRequest, ({ uri }, token) =>
    runSafe(`Recognising ${uri}`, token, logger, async () => (await files.recognise(uri)) ?? null),
  );
  listen(connection, closeDiskFileNotification, ({ uri }) => {
    const watcher = watchers.get(uri);
    watchers.delete(uri);
    progress.end(uri);
    void watcher?.then((watching) => watching?.dispose());
    void files.close(uri);
  });
  files.onChanged((file) => {
    progress.show(file);
    void tell(connection, diskFileNotification, files.stateOf(file));
  });
  onFilesChanged((uris) => {
    for (const file of files.all) if (uris.includes(file.uri)) files.look(file);
  });
  // Files whose settings changed are read again.
  onConfigurationChanged(() => {
    for (const { uri } of files.all) files.of(uri).catch((error: unknown) => logger.error(String(error)));
  });
  return {};
}

/** Asks the client to report changes of the file. If it cannot, a change is noticed when a record is read. */
async function watch(
  { connection, client, logger }: Pick<Services, "connection" | "client" | "logger">,
  uri: string,
): Promise<Disposable | undefined> {
  if (!client.registersWatchers) return undefined;
  try {
    const watchers = [watcherOf(uri, client)];
    return await connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
  } catch (error) {
    logger.error(`The client does not watch ${uri}: ${String(error)}`);
    return undefined;
  }
}

function watcherOf(uri: string, { watchesInFolders }: ClientFacts): FileSystemWatcher {
  const at = uri.lastIndexOf("/");
  // Each character that is special in a pattern is replaced by "any one character".
  const pattern = nameOf(uri).replace(/[*?{}[\]\\,]/g, "?");
  return { globPattern: watchesInFolders ? { baseUri: uri.slice(0, at), pattern } : `**/${pattern}` };
}

function nameOf(uri: string): string {
  return URI.parse(uri).path.split("/").at(-1) ?? "";
}

/** Shows the progress of reading each file, and lets the user cancel it. */
class ReadingProgress {
  private readonly shown = new Map<string, Promise<WorkDoneProgressServerReporter>>();

  constructor(private readonly services: Pick<Services, "connection" | "client" | "diskFiles" | "logger">) {}

  show(file: DiskFile): void {
    const { connection, client, diskFiles: files, logger } = this.services;
    const { phase, percent, records, checked } = files.stateOf(file);
    if (!client.showsProgress) return;
    if (phase !== "reading" && phase !== "checking") {
      this.end(file.uri);
      return;
    }
    let shown = this.shown.get(file.uri);
    if (shown === undefined) {
      shown = connection.window.createWorkDoneProgress().then((reporter) => {
        reporter.begin(`Reading ${shownMessage(nameOf(file.uri))}`, 0, "", true);
        reporter.token.onCancellationRequested(() => files.stop(file));
        return reporter;
      });
      this.shown.set(file.uri, shown);
    }
    const count = (number: number): string => number.toLocaleString("en");
    const message =
      phase === "reading"
        ? `${counted(records, "record")} found`
        : `${count(checked)} of ${counted(records, "record")} checked`;
    shown.then((reporter) => reporter.report(percent, message)).catch((error: unknown) => logger.error(String(error)));
  }

  end(uri: string): void {
    const shown = this.shown.get(uri);
    this.shown.delete(uri);
    void shown?.then((reporter) => reporter.done());
  }
}

import type { ServerCapabilities } from "vscode-languageserver";
import {
  closeRunNotification,
  openRunRequest,
  resumeRunNotification,
  runChangedNotification,
  runCompletionsRequest,
  runFilesNotification,
  runPlaceRequest,
  runRowsRequest,
  runSampleRequest,
  runStepsRequest,
  searchRunNotification,
  stopRunNotification,
  viewRunRequest,
  type OpenRunParams,
  type RunState,
} from "../../protocol/runs";
import type { GivenFile } from "../../core/fileIndex/runReading";
import { answerRequest, listen, tell } from "../messages";
import { answerCompare } from "../runs/compareAnswers";
import { answerGroups } from "../runs/groupAnswers";
import { answerJudges } from "../runs/judgeAnswers";
import { OpenRun } from "../runs/openRun";
import { Refused, runSafe } from "../runSafe";
import type { Services } from "../services";

/** Runs: files that are read as one table, and the requests of the run view. */
export function runs(services: Services): ServerCapabilities {
  const { connection, logger } = services;
  const open = new Map<string, OpenRun>();
  const close = (id: string): void => {
    const run = open.get(id);
    open.delete(id);
    run?.close().catch((error: unknown) => logger.error(String(error)));
  };
  answerRequest(connection, openRunRequest, (params, token) =>
    runSafe("Opening a run", token, logger, () => {
      close(params.run);
      return begin(services, params, open);
    }),
  );
  answerRequest(connection, viewRunRequest, ({ run, query }, token) =>
    runSafe("The view of a run", token, logger, async () => (await open.get(run)?.viewOf(query)) ?? null),
  );
  answerRequest(connection, runStepsRequest, ({ run, query }, token) =>
    runSafe("The steps of a run", token, logger, async () => (await open.get(run)?.stepsOf(query)) ?? null),
  );
  answerRequest(connection, runRowsRequest, ({ run, query, start, count }, token) =>
    runSafe("Rows of a run", token, logger, () => open.get(run)?.pages.rows(query, start, count) ?? null),
  );
  answerRequest(connection, runPlaceRequest, ({ run, query, sample }, token) =>
    runSafe("A sample's place in a run", token, logger, () => open.get(run)?.pages.placeOf(query, sample) ?? null),
  );
  answerRequest(connection, runCompletionsRequest, ({ run, filter, cursor }, token) =>
    runSafe("Completions of a filter", token, logger, () => open.get(run)?.pages.completions(filter, cursor) ?? null),
  );
  answerRequest(connection, runSampleRequest, ({ run, row }, token) =>
    runSafe("A sample of a run", token, logger, async () => (await open.get(run)?.sample(row)) ?? null),
  );
  listen(connection, runFilesNotification, ({ run: id, uris, changed }) => {
    const run = open.get(id);
    if (run === undefined) return;
    if (uris === undefined) run.changed(changed);
    else {
      filesOf(services, uris, run.folder).then(
        (files) => run.give(files),
        (error: unknown) => logger.error(String(error)),
      );
    }
  });
  answerGroups(services, open);
  answerCompare(services, open);
  answerJudges(services, open);
  listen(connection, stopRunNotification, ({ run }) => open.get(run)?.stop());
  listen(connection, resumeRunNotification, ({ run }) => open.get(run)?.resume());
  listen(connection, searchRunNotification, ({ run, on }) => open.get(run)?.goOnSearching(on));
  listen(connection, closeRunNotification, ({ run }) => close(run));
  return {};
}

async function begin(
  services: Services,
  { run: id, uris }: OpenRunParams,
  open: Map<string, OpenRun>,
): Promise<RunState> {
  const { large, timers, logger, connection } = services;
  if (large === undefined) throw new Refused("There is no disk here from which a run could be read.");
  const run = new OpenRun(id, commonFolder(uris), {
    ports: { ...large, log: (line) => logger.error(line) },
    timers,
    tell: (state) => void tell(connection, runChangedNotification, state),
  });
  open.set(id, run);
  return run.give(await filesOf(services, uris, run.folder));
}

/** A file outside of the run's folder is shown with its whole path, so that no two have the same name. */
async function filesOf({ configuration }: Services, uris: readonly string[], folder: string): Promise<GivenFile[]> {
  const given: GivenFile[] = [];
  for (const uri of uris) {
    const path = uri.startsWith(folder) ? uri.slice(folder.length) : uri.replace(/^\w+:\/\//, "");
    given.push({ uri, name: decodeURIComponent(path), setup: await configuration.setupOf(uri) });
  }
  return given;
}

/** The folder that contains all the files: the table shows paths relative to it. */
function commonFolder(uris: readonly string[]): string {
  const folders = uris.map((uri) => uri.slice(0, uri.lastIndexOf("/") + 1));
  let common = folders[0] ?? "";
  for (const folder of folders)
    while (!folder.startsWith(common)) common = common.slice(0, common.lastIndexOf("/", common.length - 2) + 1);
  return common;
}

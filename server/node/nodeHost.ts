import { readFile } from "node:fs/promises";
import { performance } from "node:perf_hooks";
import { URI } from "vscode-uri";
import { readSmallFileIfThere } from "./readSmallFile";
import { LogFolder, usualHistoryFolder } from "./logFolder";
import { ScorerProcess } from "./scorerProcess";
import { nodeDisk } from "./disk";
import { nodeInflate } from "./inflate";
import { nodeUtf8 } from "./utf8";
import { serverWorkers } from "./workers/serverWorkers";
import { sha256 } from "./sha256";
import { systemClock } from "./systemClock";
import { fileState, replaceFile } from "./replaceFile";
import type { Host } from "../core/host/host";

/**
 * The host for Node.
 *
 * @param entry the script that serves as worker where it is not run in the main thread
 */
export const nodeHost = (entry: string): Host => ({
  large: { disk: nodeDisk, utf8: nodeUtf8, inflate: nodeInflate, startWorkers: serverWorkers(entry) },
  timers: {
    now: () => performance.now(),
    after: (delay, run) => {
      const timer = setTimeout(run, delay);
      return () => clearTimeout(timer);
    },
    breathe: () => new Promise((resolve) => setImmediate(resolve)),
  },
  files: {
    read: (uri) => readSmallFileIfThere(URI.parse(uri).fsPath),
    forReplacing: async (uri) => {
      const state = await fileState(URI.parse(uri).fsPath);
      const bytes = await readFile(state.path);
      return { bytes, replace: (content) => replaceFile(content, state) };
    },
  },
  startScorer: (command) => new ScorerProcess(command),
  judging: {
    clock: systemClock,
    random: Math.random,
    hash: sha256,
    openHistory: (folder) => new LogFolder(folder ?? usualHistoryFolder()),
  },
});

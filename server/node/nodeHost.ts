import { readFile } from "node:fs/promises";
import { performance } from "node:perf_hooks";
import { URI } from "vscode-uri";
import { readSmallFileIfThere } from "./readSmallFile";
import { ScorerProcess } from "./scorerProcess";
import { fileState, replaceFile } from "./replaceFile";
import type { Host } from "../core/host/host";

/** The host for Node. */
export const nodeHost: Host = {
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
};

/** Runs: many samples of one file, of several, or of a folder, as one table. */
import type { SampleTexts, TextPiece } from "../core/ide/sampleTexts";
import type { Completions, RowSlice, RunAnswer, RunQuery, SampleKey, StepsAnswer } from "../core/runs/pages/page";
import type { Position } from "../core/text/lineTable";
import { notification, request } from "./message";

export type { TextPiece };

/** Command of the client: shows a file as a run. Its argument is the file's URI. */
export const openAsRunCommand = "traceAuditor.openAsRun";

/** Client → server: reads files as one run, under a name that the client gives it. Its samples come as they are read. */
export const openRunRequest = request<OpenRunParams, RunState>("openRun");

export interface OpenRunParams {
  readonly run: string;
  /** Files and folders. */
  readonly uris: readonly string[];
}

/** Client → server: files of a run were written; or it is of other files now. It follows them, and tells what it has. */
export const runFilesNotification = notification<RunFilesParams>("runFiles");

export interface RunFilesParams {
  readonly run: string;
  /** All files of the run; absent where they are the same as before. */
  readonly uris?: readonly string[];
  /** Those of them that were written. */
  readonly changed: readonly string[];
}

/** Client → server: forgets a run, and ends its reading. */
export const closeRunNotification = notification<{ readonly run: string }>("closeRun");

/** Client → server: ends the reading of a run; what was read stays. */
export const stopRunNotification = notification<{ readonly run: string }>("stopRun");

/** Client → server: reads on where the reading was stopped. */
export const resumeRunNotification = notification<{ readonly run: string }>("resumeRun");

/** Client → server: ends the search for the words of a run's filter, or goes on with it. */
export const searchRunNotification = notification<{ readonly run: string; readonly on: boolean }>("searchRun");

/** Server → client: more of a run is read, or something of it is another. */
export const runChangedNotification = notification<RunState>("runChanged");

/** What is known of a run as a whole. */
export interface RunState {
  readonly run: string;
  /** `failed`: `why` says why nothing of it can be read. */
  readonly phase: "reading" | "whole" | "stopped" | "failed";
  readonly why: string | undefined;
  /** Bytes that were read, of how many. */
  readonly read: number;
  readonly size: number;
  readonly samples: number;
  /** Files with records that are known. */
  readonly files: number;
  /** Step of the last sample that was read. */
  readonly step: number | undefined;
  readonly identity: RunIdentity;
  readonly unreadable: UnreadableRecords | undefined;
  /** The search for the words of the filter that was asked for last; undefined if it has none. */
  readonly search: RunSearch | undefined;
}

/** How far a search in the texts of a run has come. */
export interface RunSearch {
  /** `stopped`: the user did not want more. */
  readonly phase: "searching" | "stopped" | "whole";
  /** Bytes that were searched, of {@link RunState.size}. */
  readonly read: number;
  readonly hits: number;
}

/** What a run was recognised as, in words. */
export interface RunIdentity {
  /** "verl rollouts", "Hermes calls", "reward ToolRL default". */
  readonly readAs: readonly string[];
  /** Why, a line each. */
  readonly evidence: readonly string[];
}

/** Records that cannot be read. */
export interface UnreadableRecords {
  readonly count: number;
  readonly of: number;
  /** The first of them: where each is, and why. */
  readonly first: readonly {
    readonly uri: string;
    readonly line: number;
    readonly where: string;
    readonly why: string;
  }[];
}

interface OfRun {
  readonly run: string;
  readonly query: RunQuery;
}

/** Client → server: what a page shows under a filter and an order. Null where there is no such run. */
export const viewRunRequest = request<OfRun, RunAnswer | null>("viewRun");

/** Client → server: what the page Steps shows. */
export const runStepsRequest = request<OfRun, StepsAnswer | null>("runSteps");

/** Client → server: more rows of the table. */
export const runRowsRequest = request<OfRun & { readonly start: number; readonly count: number }, RowSlice | null>(
  "runRows",
);

/** Client → server: where a sample stands in the order of the table; null where it is not in it. */
export const runPlaceRequest = request<OfRun & { readonly sample: SampleKey }, number | null>("runPlace");

/** Client → server: what can be written at a place of the filter. */
export const runCompletionsRequest = request<
  { readonly run: string; readonly filter: string; readonly cursor: number },
  Completions | null
>("runCompletions");

/** Client → server: the texts of one sample. Null where its file no longer has it. */
export const runSampleRequest = request<{ readonly run: string; readonly row: number }, RunSample | null>("runSample");

export interface RunSample extends SampleTexts {
  readonly uri: string;
  /** Number of what people see as its record in the file, from 0: one value of a file may hold them all. */
  readonly record: number;
  /** Where it is opened, in its file: at its gravest finding, or where its trace begins. */
  readonly at: Position;
}

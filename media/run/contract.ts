/** The messages between the run view's page and the extension. */
import type { GroupChoice, GroupDetail } from "../../server/core/runs/figures/groups";
import type { GroupsAnswer } from "../../server/core/runs/pages/groupPages";
import type {
  Completions,
  RowSlice,
  RunAnswer,
  RunQuery,
  SampleKey,
  StepsAnswer,
} from "../../server/core/runs/pages/page";
import type { CompareAnswer, OtherRun } from "../../server/protocol/runCompare";
import type { JudgesAnswer, QuoteRung } from "../../server/core/runs/pages/judgePages";
import type { ShownQuote } from "../../server/protocol/runJudges";
import type { RunRollout } from "../../server/protocol/runGroups";
import type { RunSample, RunState } from "../../server/protocol/runs";
import type { SavedContent } from "../shared/savedContent";
import type { Contract } from "../shared/messages";

/** The run that is shown, and its name. */
export interface OpenedRun {
  /** The file's or the folder's name. */
  readonly name: string;
  readonly state: RunState;
  /** URIs of the chosen files and folders: the page keeps them, so that a reloaded window shows them again. */
  readonly chosen: readonly string[];
  /** Filters that were used before, the latest first. */
  readonly history: readonly string[];
}

/** Another run, opened for a comparison. */
export interface OpenedOther {
  /** The name under which it is asked for. */
  readonly run: string;
  /** For people. */
  readonly name: string;
  /** What the user chose. */
  readonly uris: readonly string[];
}

export interface RunContract extends Contract {
  readonly requests: {
    /** The run to show; this request starts the reading. */
    readonly open: { readonly params: null; readonly result: OpenedRun };
    readonly view: { readonly params: RunQuery; readonly result: RunAnswer | null };
    readonly steps: { readonly params: RunQuery; readonly result: StepsAnswer | null };
    readonly rows: {
      readonly params: { readonly query: RunQuery; readonly start: number; readonly count: number };
      readonly result: RowSlice | null;
    };
    readonly place: {
      readonly params: { readonly query: RunQuery; readonly sample: SampleKey };
      readonly result: number | null;
    };
    readonly complete: {
      readonly params: { readonly filter: string; readonly cursor: number };
      readonly result: Completions | null;
    };
    readonly sample: { readonly params: { readonly row: number }; readonly result: RunSample | null };
    readonly groups: {
      readonly params: { readonly query: RunQuery; readonly choice: GroupChoice };
      readonly result: GroupsAnswer | null;
    };
    readonly group: {
      readonly params: { readonly query: RunQuery; readonly number: number };
      readonly result: GroupDetail | null;
    };
    readonly rollouts: {
      /** `other`: the run that is compared, by its name; undefined for the page's own. */
      readonly params: { readonly rows: readonly number[]; readonly other?: string | undefined };
      readonly result: readonly (RunRollout | null)[];
    };
    readonly judges: {
      readonly params: { readonly query: RunQuery; readonly rung: QuoteRung | undefined };
      readonly result: JudgesAnswer | null;
    };
    readonly quotes: {
      readonly params: { readonly rows: readonly number[] };
      readonly result: readonly (readonly ShownQuote[] | null)[];
    };
    readonly compare: {
      readonly params: { readonly query: RunQuery; readonly others: readonly OtherRun[]; readonly chosen: number };
      readonly result: CompareAnswer | null;
    };
    /** Opens another run, which the user chooses unless it is named, and reads all of it; null if nothing is chosen. */
    readonly openOther: {
      readonly params: { readonly uris: readonly string[] | undefined };
      readonly result: OpenedOther | null;
    };
    /** Opens a sample as a trace beside the page; `focus`: the focus goes there. */
    readonly openBeside: {
      readonly params: { readonly row: number; readonly focus: boolean; readonly other?: string | undefined };
      readonly result: null;
    };
    /** Stops or resumes the reading. */
    readonly read: { readonly params: { readonly on: boolean }; readonly result: null };
    /** Goes on with the search for the filter's words, or stops it. */
    readonly search: { readonly params: { readonly on: boolean }; readonly result: null };
    /** Shows a place in its file. */
    readonly reveal: { readonly params: { readonly uri: string; readonly line: number }; readonly result: null };
    /** Adds a filter to the history. */
    readonly remember: { readonly params: { readonly filter: string }; readonly result: null };
    /** Lets the user choose where to keep what a figure shows. */
    readonly save: {
      readonly params: { readonly title: string; readonly content: SavedContent };
      readonly result: null;
    };
    readonly copy: { readonly params: { readonly text: string }; readonly result: null };
    /** Opens the file in the text editor, or lets the user choose the format of its records. */
    readonly instead: { readonly params: { readonly as: "text" | "format" }; readonly result: null };
  };
  readonly events: {
    /** More is read, or something changed. */
    readonly changed: RunState;
    /** A command: to the filter, to another page, to the next sample. */
    readonly command: RunCommand;
  };
}

export type RunCommand = "filter" | "next" | "previous";

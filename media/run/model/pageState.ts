/** The state of the run view: plain data, from which each part of the page draws itself. */
import type {
  RunAnswer,
  RunQuery,
  RunSort,
  SampleKey,
  ShownRow,
  StepsAnswer,
} from "../../../server/core/runs/pages/page";
import type { RunSample, RunState } from "../../../server/protocol/runs";
import type { PageWidth } from "./columns";

export const pageNames = { samples: "Samples", steps: "Steps", groups: "Groups", compare: "Compare", judges: "Judges" };
export type PageName = keyof typeof pageNames;

/** What the run is compared with: files and folders of another run, or a filter for a part of this one. */
export interface ComparedWith {
  readonly uris: readonly string[] | undefined;
  readonly filter: string | undefined;
}

/** What is kept when the window is reloaded, with the user's lasting choices. */
export interface KeptState {
  readonly page: PageName;
  readonly filter: string;
  readonly sort: RunSort | undefined;
  readonly by: RunQuery["by"];
  /** Ids of columns; undefined for the default ones. */
  readonly columns: readonly string[] | undefined;
  /** Widths of columns in pixels, by their ids. */
  readonly widths: Readonly<Record<string, number>>;
  /** Undefined until the user folds or unfolds the summary. */
  readonly folded: boolean | undefined;
  /** Undefined until a sample is chosen, or the pane is closed: a wide page shows the pane from the start. */
  readonly isPaneOpen: boolean | undefined;
  /** Size of the sample's pane in pixels, beside the table and below it. */
  readonly pane: { readonly beside: number; readonly below: number };
  readonly selected: SampleKey | undefined;
  readonly compared: readonly ComparedWith[];
}

export const firstState: KeptState = {
  page: "samples",
  filter: "",
  sort: undefined,
  by: "rule",
  columns: undefined,
  widths: {},
  folded: undefined,
  isPaneOpen: undefined,
  pane: { beside: 450, below: 0 },
  selected: undefined,
  compared: [],
};

export interface PageState extends KeptState {
  readonly name: string;
  readonly run: RunState;
  readonly width: PageWidth;
  /** Is the page so low that the summary starts folded? */
  readonly isLow: boolean;
  /** The last answer; undefined before the first. */
  readonly answer: RunAnswer | undefined;
  /** The content of the page Steps, once it has arrived. */
  readonly steps: StepsAnswer | undefined;
  /** The selected row's position in the table's order. */
  readonly place: number;
  /** Texts of the selected sample, once they have arrived. */
  readonly sample: { readonly row: number; readonly texts: RunSample | null } | undefined;
  readonly history: readonly string[];
  /** The row that is marked for a comparison, and the two that are compared on a page of their own. */
  readonly marked: ShownRow | undefined;
  readonly pair: readonly [ShownRow, ShownRow] | undefined;
}

export function keyOf(shown: ShownRow | undefined): SampleKey | undefined {
  if (shown === undefined) return undefined;
  const { file, record, trace } = shown.sample;
  return { file, record, trace };
}

export function isSameSample(one: ShownRow | undefined, other: ShownRow | undefined): boolean {
  const [a, b] = [keyOf(one), keyOf(other)];
  return a !== undefined && a.file === b?.file && a.record === b.record && a.trace === b.trace;
}

/** A row is not compared with itself. */
export function pairOf(marked: ShownRow | undefined, other: ShownRow | undefined): PageState["pair"] {
  return marked === undefined || other === undefined || isSameSample(marked, other) ? undefined : [marked, other];
}

/** May the page show something else by now? */
export function isOtherRun(one: RunState, other: RunState): boolean {
  return (
    one.samples !== other.samples ||
    one.phase !== other.phase ||
    one.search?.hits !== other.search?.hits ||
    one.search?.phase !== other.search?.phase
  );
}

export function queryOf({ filter, sort, by }: KeptState): RunQuery {
  return { filter, sort, by };
}

/** Is there room for the sample's pane, and is it wanted? */
export function hasPane({ width, isPaneOpen }: PageState): boolean {
  return width !== "narrow" && (isPaneOpen ?? width === "wide");
}

export function isFolded({ folded, isLow }: PageState): boolean {
  return folded ?? isLow;
}

/** The kept state; fields that another version of the page stored in another form start with their defaults. */
export function restored(kept: unknown): KeptState {
  if (typeof kept !== "object" || kept === null) return firstState;
  const known = Object.entries(kept).filter(([name, value]) => isKept(name as keyof KeptState, value));
  return { ...firstState, ...Object.fromEntries(known) };
}

function isKept(name: keyof KeptState, value: unknown): boolean {
  switch (name) {
    case "page":
      return typeof value === "string" && Object.hasOwn(pageNames, value);
    case "filter":
      return typeof value === "string";
    case "by":
      return value === "rule" || value === "cause";
    case "folded":
    case "isPaneOpen":
      return typeof value === "boolean";
    case "selected": {
      const { file, record, trace } = (value ?? {}) as Partial<SampleKey>;
      return typeof file === "string" && typeof record === "number" && typeof trace === "number";
    }
    case "compared":
      return Array.isArray(value) && value.every(isComparedWith);
    case "columns":
      return Array.isArray(value) && value.every((id) => typeof id === "string");
    case "sort": {
      const { column, descending } = (value ?? {}) as Partial<RunSort>;
      return typeof column === "string" && typeof descending === "boolean";
    }
    case "pane": {
      const { beside, below } = (value ?? {}) as Partial<KeptState["pane"]>;
      return typeof beside === "number" && typeof below === "number";
    }
    case "widths":
      return (
        typeof value === "object" && value !== null && Object.values(value).every((width) => typeof width === "number")
      );
    default:
      return false;
  }
}

function isComparedWith(value: unknown): boolean {
  const { uris, filter } = (value ?? {}) as Partial<ComparedWith>;
  return typeof filter === "string" || (Array.isArray(uris) && uris.every((uri) => typeof uri === "string"));
}

export function keptOf(state: PageState): KeptState {
  const { page, filter, sort, by, columns, widths, folded, isPaneOpen, pane, selected, compared } = state;
  return { page, filter, sort, by, columns, widths, folded, isPaneOpen, pane, selected, compared };
}

/** The pages with content. */
export function pagesOf({ answer, run }: PageState): PageName[] {
  const shape = answer?.shape;
  const names: PageName[] = ["samples"];
  if (shape === undefined || run.phase === "failed") return names;
  if (shape.steps > 1) names.push("steps");
  if (shape.groups > 0) names.push("groups");
  names.push("compare");
  if (shape.kind === "judges") names.push("judges");
  return names;
}

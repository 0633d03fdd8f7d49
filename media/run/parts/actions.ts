import type { SavedContent } from "../../shared/savedContent";
import type { RunCommand } from "../contract";
import type { RunQuery, RunSort, ShownRow } from "../../../server/core/runs/pages/page";
import type { ComparedWith, PageName } from "../model/pageState";

/** The actions that the parts of the page can call. */
export interface Actions {
  /** Shows the samples that pass a filter. `isWhole` is false while one of its terms is still being typed. */
  filter(text: string, isWhole: boolean): void;
  /** Adds a term to the filter, or removes it. */
  toggle(term: string): void;
  sort(sort: RunSort | undefined): void;
  by(by: RunQuery["by"]): void;
  page(name: PageName): void;
  /** Selects the row at a position in the table's order. */
  select(place: number): void;
  /** Shows the worst sample: sorts the table by reward, and opens it. */
  worst(): void;
  /** Opens any row of the run as a trace beside the page, or of a run that is compared with it. */
  openRow(row: number, other?: string): void;
  /** Remembers what the run is compared with. */
  compareWith(compared: readonly ComparedWith[]): void;
  /** Marks a row for a comparison; marked again, it is none. */
  mark(shown: ShownRow): void;
  /** Shows the marked row and this one side by side; undefined: the table again. */
  pair(other: ShownRow | undefined): void;
  /** Shows the group of a number on the page Groups. */
  group(number: number): void;
  /** Shows what went wrong. */
  fail(error: unknown): void;
  openPane(open: boolean): void;
  fold(folded: boolean): void;
  openBeside(focus: boolean): void;
  columns(ids: readonly string[] | undefined): void;
  width(id: string, pixels: number): void;
  pane(size: { readonly beside?: number; readonly below?: number }): void;
  read(on: boolean): void;
  /** Goes on with the search for the filter's words, or stops it. */
  search(on: boolean): void;
  reveal(uri: string, line: number): void;
  instead(as: "text" | "format"): void;
  copy(text: string): void;
  /** Lets the user keep what a figure shows as a file. */
  save(title: string, content: SavedContent): void;
  focus(where: "filter" | "table" | "tabs"): void;
  run(command: RunCommand): void;
}

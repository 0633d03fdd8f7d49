import type { RunCommand } from "../contract";
import type { RunQuery, RunSort } from "../../../server/core/runs/pages/page";
import type { PageName } from "../model/pageState";

/** What the parts of the page can have done. */
export interface Actions {
  /** Shows what a filter leaves. `isWhole` is false while a term of it is still being typed. */
  filter(text: string, isWhole: boolean): void;
  /** Writes a term into the filter, or takes it out. */
  toggle(term: string): void;
  sort(sort: RunSort | undefined): void;
  by(by: RunQuery["by"]): void;
  page(name: PageName): void;
  /** Selects the row at a place of the table's order. */
  select(place: number): void;
  /** The worst sample: the table is sorted by reward, and it is open. */
  worst(): void;
  openPane(open: boolean): void;
  fold(folded: boolean): void;
  openBeside(focus: boolean): void;
  columns(ids: readonly string[] | undefined): void;
  width(id: string, pixels: number): void;
  pane(size: { readonly beside?: number; readonly below?: number }): void;
  read(on: boolean): void;
  reveal(uri: string, line: number): void;
  instead(as: "text" | "format"): void;
  copy(text: string): void;
  focus(where: "filter" | "table" | "tabs"): void;
  run(command: RunCommand): void;
}

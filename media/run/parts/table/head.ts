/** The table's headings: each sorts, and can be made wider or narrower with the keyboard. */
import type { RunSort } from "../../../../server/core/runs/pages/page";
import { element } from "../../../shared/dom";
import type { Column } from "../../model/columns";
import type { Actions } from "../actions";
import { styled } from "../part";

const [narrowest, widest, step] = [40, 600, 10];

export class TableHead {
  readonly element = element("div", { class: "tr thead", role: "row", "aria-rowindex": "1" });
  private columns: readonly Column[] = [];

  /** @param toRows moves the focus to the rows */
  constructor(
    private readonly actions: Pick<Actions, "sort" | "width">,
    private readonly toRows: () => void,
  ) {
    this.element.addEventListener("keydown", (event) => this.key(event));
  }

  get height(): number {
    return this.element.offsetHeight;
  }

  update(columns: readonly Column[], template: string, sort: RunSort | undefined): void {
    const focused = this.focused;
    this.columns = columns;
    styled(this.element, { "grid-template-columns": template });
    const heads = columns.map((column) => this.head(column, sort));
    this.element.replaceChildren(element("span", { role: "presentation" }), ...heads);
    if (focused >= 0) this.buttons[focused]?.focus();
  }

  focus(): void {
    this.buttons[0]?.focus();
  }

  private get buttons(): HTMLButtonElement[] {
    return [...this.element.querySelectorAll("button")];
  }

  private get focused(): number {
    return this.buttons.findIndex((button) => button === document.activeElement);
  }

  private head(column: Column, sort: RunSort | undefined): HTMLElement {
    const isSorted = sort !== undefined && sort.column === column.sort;
    const direction = isSorted ? (sort.descending ? "descending" : "ascending") : undefined;
    const button = element(
      "button",
      { type: "button", class: "cut", tabindex: "-1", title: column.label },
      column.title,
    );
    button.addEventListener("click", () => this.sort(column, sort));
    const arrow =
      direction === undefined
        ? []
        : [element("span", { "aria-hidden": "true" }, sort?.descending === true ? "↓" : "↑")];
    const attributes = { class: column.isNumber ? "th n" : "th", role: "columnheader" };
    return element(
      "span",
      direction === undefined ? attributes : { ...attributes, "aria-sort": direction },
      button,
      ...arrow,
    );
  }

  /** Cycles through: lowest first, highest first, as in the file. */
  private sort({ sort: column }: Column, now: RunSort | undefined): void {
    if (column === undefined) return;
    if (now?.column !== column) this.actions.sort({ column, descending: false });
    else this.actions.sort(now.descending ? undefined : { column, descending: true });
  }

  private key(event: KeyboardEvent): void {
    const { buttons, focused } = this;
    const move = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (move !== 0 && event.altKey) this.resize(focused, move * step);
    else if (move !== 0) buttons[Math.max(0, Math.min(buttons.length - 1, focused + move))]?.focus();
    else if (event.key === "ArrowDown" || event.key === "Escape") this.toRows();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  private resize(number: number, by: number): void {
    const column = this.columns[number];
    const head = this.element.children[number + 1];
    if (column === undefined || !(head instanceof HTMLElement)) return;
    this.actions.width(column.id, Math.max(narrowest, Math.min(widest, head.offsetWidth + by)));
  }
}

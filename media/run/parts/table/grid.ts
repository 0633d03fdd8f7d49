/** The table: rows are drawn as they become visible, in the run's order, with one row selected. */
import type { ShownRow } from "../../../../server/core/runs/pages/page";
import { element } from "../../../shared/dom";
import { chosenColumns, templateOf, type Column } from "../../model/columns";
import { hasPane, isSameSample, type PageState } from "../../model/pageState";
import type { RowStore } from "../../model/rowStore";
import { bodyHeight, rowHeight, rowWindow, scrollTo } from "../../model/rowWindow";
import { fixed, plural } from "../../model/words";
import type { Actions } from "../actions";
import { placeByKey } from "../listKeys";
import { Drawn, styled, type Part } from "../part";
import { cellOf } from "./cells";
import { TableHead } from "./head";

/** Width in pixels of the gutter with the brackets of groups, and of the one without. */
const [bracketGutter, plainGutter] = [16, 6];

export class Grid implements Part {
  readonly element = element("div", {
    class: "grid",
    role: "grid",
    tabindex: "0",
    "aria-label": "Samples",
    "aria-multiselectable": "false",
  });
  private readonly body = element("div", { class: "body", role: "rowgroup" });
  private readonly rows = element("div", { class: "rows", role: "presentation" });
  private readonly head: TableHead;
  private readonly drawn = new Drawn();
  private readonly drawnRows = new Drawn();
  private state: PageState | undefined;
  private columns: readonly Column[] = [];
  private template = "";
  private frame: number | undefined;
  private order: unknown;

  constructor(
    private readonly store: RowStore,
    private readonly actions: Pick<
      Actions,
      "select" | "sort" | "openBeside" | "openPane" | "copy" | "focus" | "width" | "group" | "mark" | "pair"
    >,
  ) {
    this.head = new TableHead(actions, () => this.element.focus());
    this.body.append(this.rows);
    this.element.append(this.head.element, this.body);
    this.element.addEventListener("scroll", () => this.drawSoon());
    this.element.addEventListener("keydown", (event) => this.key(event));
    new ResizeObserver(() => this.drawSoon()).observe(this.element);
  }

  update(state: PageState): void {
    this.state = state;
    const { answer, width, columns, widths, sort, filter } = state;
    if (answer === undefined) return;
    const byGroup = sort === undefined && answer.shape.groups > 0;
    const gutter = byGroup ? bracketGutter : plainGutter;
    if (this.drawn.isNew(JSON.stringify([answer.shape, width, columns, widths, sort]))) {
      this.columns = chosenColumns(answer.shape, width, columns);
      this.template = templateOf(this.columns, gutter, widths);
      this.head.update(this.columns, this.template, sort);
      this.element.setAttribute("aria-colcount", String(this.columns.length));
      this.drawnRows.isNew();
    }
    this.element.setAttribute("aria-rowcount", String(answer.count + 1));
    styled(this.body, { height: `${bodyHeight(answer.count)}px` });
    // A new order is shown from its beginning; more rows in the same order keep the scroll position.
    const order = JSON.stringify([filter, sort]);
    if (this.order !== undefined && this.order !== order) this.element.scrollTop = 0;
    this.order = order;
    this.draw();
  }

  focus(): void {
    this.element.focus();
  }

  /** Scrolls until the selected row is visible. */
  reveal(): void {
    const { answer, place } = this.state ?? {};
    if (answer === undefined || place === undefined || place < 0) return;
    this.element.scrollTop = scrollTo(place, answer.count, this.element.scrollTop, this.seen);
    this.draw();
  }

  /** Draws rows that have arrived in the place of their grey bars. */
  redraw(): void {
    this.drawnRows.isNew();
    this.draw();
  }

  private get seen(): number {
    return Math.max(rowHeight, this.element.clientHeight - this.head.height);
  }

  private drawSoon(): void {
    this.frame ??= requestAnimationFrame(() => {
      this.frame = undefined;
      this.draw();
    });
  }

  private draw(): void {
    const { answer, place, marked } = this.state ?? {};
    if (answer === undefined || this.element.clientHeight === 0) return;
    const { start, end, top } = rowWindow(answer.count, this.element.scrollTop, this.seen);
    this.store.want(start, end);
    this.element.setAttribute(
      "aria-activedescendant",
      place !== undefined && place >= start && place < end ? `row-${place}` : "",
    );
    if (!this.drawnRows.isNew(answer, start, end, place, marked, this.template)) return;
    styled(this.rows, { transform: `translateY(${top}px)` });
    const made = Array.from({ length: end - start }, (_, i) => this.row(start + i, start + i === start));
    this.rows.replaceChildren(...made);
  }

  private row(place: number, isTop: boolean): HTMLElement {
    const state = this.state as PageState;
    const shown = this.store.at(place);
    const line = element("div", {
      class: "tr",
      role: "row",
      id: `row-${place}`,
      "aria-rowindex": String(place + 2),
      "aria-selected": String(place === state.place),
    });
    styled(line, { "grid-template-columns": this.template });
    line.addEventListener("click", () => this.actions.select(place));
    line.addEventListener("dblclick", () => this.actions.openBeside(true));
    if (shown === undefined) line.append(...this.ghost(place));
    else line.append(...this.cells(shown, place, isTop, state));
    if (isSameSample(shown, state.marked)) {
      line.classList.add("marked");
      line.setAttribute("aria-description", "marked: C compares it with another");
    }
    if (shown !== undefined && this.startsGroup(place, state)) line.classList.add("groupstart");
    return line;
  }

  /** A row that has not arrived shows its number and a grey bar. */
  private ghost(place: number): HTMLElement[] {
    const cells = this.columns.map(({ id, isNumber }) =>
      element(
        "span",
        { class: isNumber ? "td n" : "td", role: "gridcell" },
        id === "row" && this.state?.sort === undefined && this.state?.filter === ""
          ? element("span", { class: "quiet" }, String(place + 1))
          : element("span", { class: "ghostbar" }),
      ),
    );
    return [element("span", { role: "presentation" }), ...cells];
  }

  private cells(shown: ShownRow, place: number, isTop: boolean, { answer, sort, width }: PageState): HTMLElement[] {
    const shape = answer?.shape;
    if (shape === undefined) return [];
    const before = place === 0 ? undefined : this.store.at(place - 1);
    const isFirst = isTop || sort !== undefined || !isSameGroup(before, shown);
    const context = { shape, isFirst, barWidth: width === "narrow" ? 48 : 52 };
    const cells = this.columns.map((column) =>
      element("span", { class: column.isNumber ? "td n" : "td", role: "gridcell" }, cellOf(column, shown, context)),
    );
    return [this.bracket(shown, place, sort === undefined), ...cells];
  }

  private bracket(shown: ShownRow, place: number, isFileOrder: boolean): HTMLElement {
    const { group } = shown;
    const [before, after] = [this.store.at(place - 1), this.store.at(place + 1)];
    const [isFirst, isLast] = [!isSameGroup(before, shown), !isSameGroup(after, shown)];
    if (!isFileOrder || group === undefined || (isFirst && isLast)) return element("span", { role: "presentation" });
    const mean = group.rewards.reduce((sum, reward) => sum + reward, 0) / Math.max(1, group.rewards.length);
    const dead = group.isDead ? ", dead: all rewards are the same" : "";
    const rewards = group.rewards.length === 0 ? "" : `: mean ${fixed(mean)}`;
    const classes = ["bracket", isFirst ? "first" : "", isLast ? "last" : "", group.isDead ? "dead" : ""];
    const title = `A group of ${plural(group.size, "rollout")}${rewards}${dead}`;
    return element("span", { class: classes.filter(Boolean).join(" "), role: "presentation", title });
  }

  private startsGroup(place: number, { sort }: PageState): boolean {
    const [shown, before] = [this.store.at(place), this.store.at(place - 1)];
    return (
      sort === undefined &&
      place > 0 &&
      (shown?.group !== undefined || before?.group !== undefined) &&
      !isSameGroup(before, shown)
    );
  }

  private key(event: KeyboardEvent): void {
    if (event.target !== this.element) return;
    const { answer, place } = this.state ?? {};
    if (answer === undefined || place === undefined) return;
    const to = placeByKey(event.key, place, answer.count, this.seen);
    const isPlain = !event.altKey && !event.metaKey && !event.ctrlKey;
    if (event.key === "ArrowUp" && isPlain && place <= 0) this.head.focus();
    else if (to !== undefined && isPlain) this.actions.select(to);
    else if (event.key === "Enter") this.actions.openBeside(event.ctrlKey || event.metaKey);
    else if (event.key.toLowerCase() === "g" && isPlain) this.showGroup(place);
    else if (event.key.toLowerCase() === "x" && isPlain) this.withRow(place, (shown) => this.actions.mark(shown));
    else if (event.key.toLowerCase() === "c" && isPlain) this.withRow(place, (shown) => this.actions.pair(shown));
    else if (event.key === " ") this.actions.openPane(this.state !== undefined && !hasPane(this.state));
    else if (event.key.toLowerCase() === "c" && (event.ctrlKey || event.metaKey)) this.copy(place);
    else if (event.key === "Escape") this.actions.openPane(false);
    else return;
    event.preventDefault();
  }

  private showGroup(place: number): void {
    const group = this.store.at(place)?.group;
    if (group !== undefined) this.actions.group(group.number);
  }

  private withRow(place: number, act: (shown: ShownRow) => void): void {
    const shown = this.store.at(place);
    if (shown !== undefined) act(shown);
  }

  /** Copies the row as JSON, unless text is selected, which is copied instead. */
  private copy(place: number): void {
    const shown = this.store.at(place);
    if (shown !== undefined && (getSelection()?.isCollapsed ?? true)) this.actions.copy(JSON.stringify(shown.sample));
  }
}

function isSameGroup(one: ShownRow | undefined, other: ShownRow | undefined): boolean {
  return one?.group !== undefined && one.group.number === other?.group?.number;
}

/** A long list of lines of one height: only those that are visible are drawn, and one is selected, by mouse or keys. */
import { element, type Child } from "../../shared/dom";
import { bodyHeight, rowHeight, rowWindow, scrollTo } from "../model/rowWindow";
import { placeByKey } from "./listKeys";
import { Drawn, styled } from "./part";

export interface VirtualListOptions<T> {
  /** For screen readers: "Groups". */
  readonly label: string;
  /** Begins the ids of the lines. */
  readonly id: string;
  /** The cells of a line, which a screen reader reads from the left: a number says what it is, in hidden words. */
  readonly cells: (item: T, place: number) => readonly Child[];
  readonly select: (item: T, place: number) => void;
  /** Enter, or a double click. */
  readonly open?: (item: T) => void;
}

export class VirtualList<T> {
  readonly element: HTMLElement;
  private readonly body = element("div", { class: "body", role: "presentation" });
  private readonly lines = element("div", { class: "rows", role: "presentation" });
  private readonly drawn = new Drawn();
  private items: readonly T[] = [];
  private selected = -1;
  private frame: number | undefined;

  constructor(private readonly options: VirtualListOptions<T>) {
    const { label } = options;
    this.element = element("div", { class: "virtual", role: "listbox", tabindex: "0", "aria-label": label });
    this.body.append(this.lines);
    this.element.append(this.body);
    this.element.addEventListener("scroll", () => this.drawSoon());
    this.element.addEventListener("keydown", (event) => this.key(event));
    new ResizeObserver(() => this.drawSoon()).observe(this.element);
  }

  /** @param selected place of the selected item; −1 for none */
  update(items: readonly T[], selected: number): void {
    if (items !== this.items) this.drawn.isNew();
    const isOther = selected !== this.selected;
    this.items = items;
    this.selected = selected;
    styled(this.body, { height: `${bodyHeight(items.length)}px` });
    if (isOther && selected >= 0) {
      this.element.scrollTop = scrollTo(selected, items.length, this.element.scrollTop, this.seen);
    }
    this.draw();
  }

  private get seen(): number {
    return Math.max(rowHeight, this.element.clientHeight);
  }

  private drawSoon(): void {
    this.frame ??= requestAnimationFrame(() => {
      this.frame = undefined;
      this.draw();
    });
  }

  private draw(): void {
    const { items, selected } = this;
    const { start, end, top } = rowWindow(items.length, this.element.scrollTop, this.seen);
    const { id } = this.options;
    if (selected >= start && selected < end) this.element.setAttribute("aria-activedescendant", `${id}-${selected}`);
    else this.element.removeAttribute("aria-activedescendant");
    if (!this.drawn.isNew(items, start, end, selected)) return;
    styled(this.lines, { transform: `translateY(${top}px)` });
    this.lines.replaceChildren(...items.slice(start, end).map((item, i) => this.line(item, start + i)));
  }

  private line(item: T, place: number): HTMLElement {
    const { id, cells, select, open } = this.options;
    const line = element(
      "div",
      {
        class: "vline",
        role: "option",
        id: `${id}-${place}`,
        "aria-selected": String(place === this.selected),
        "aria-setsize": String(this.items.length),
        "aria-posinset": String(place + 1),
      },
      ...cells(item, place),
    );
    line.addEventListener("click", () => select(item, place));
    if (open !== undefined) line.addEventListener("dblclick", () => open(item));
    return line;
  }

  private key(event: KeyboardEvent): void {
    const { items, selected } = this;
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const place = placeByKey(event.key, selected, items.length, this.seen);
    const current = items[selected];
    if (place !== undefined) {
      const item = items[place];
      if (item !== undefined && place !== selected) this.options.select(item, place);
    } else if (event.key === "Enter" && current !== undefined && this.options.open !== undefined) {
      this.options.open(current);
    } else return;
    event.preventDefault();
  }
}

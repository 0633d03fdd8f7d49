/** Chooses the table's columns, with a checkbox for each. */
import { element } from "../../shared/dom";
import { chosenColumns, columnsOf, usualColumns } from "../model/columns";
import type { PageState } from "../model/pageState";
import type { Actions } from "./actions";

export class ColumnChooser {
  readonly element = element("div", { class: "popup columns", role: "dialog", "aria-label": "Columns", hidden: "" });
  private anchor: HTMLElement | undefined;

  constructor(private readonly actions: Pick<Actions, "columns">) {
    this.element.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      this.close();
    });
    this.element.addEventListener("focusout", ({ relatedTarget }) => {
      if (relatedTarget instanceof Node && !this.element.contains(relatedTarget) && relatedTarget !== this.anchor)
        this.element.hidden = true;
    });
  }

  /** @param anchor the element that opened it: the focus returns there */
  toggle(anchor: HTMLElement, state: PageState): void {
    this.anchor = anchor;
    if (!this.element.hidden) {
      this.close();
      return;
    }
    this.draw(state);
    this.element.hidden = false;
    this.element.querySelector("input")?.focus();
  }

  private draw({ answer, width, columns }: PageState): void {
    if (answer === undefined) return;
    const { shape } = answer;
    const shown = new Set(chosenColumns(shape, width, columns).map(({ id }) => id));
    const boxes = columnsOf(shape, width).map(({ id, title, label }) => {
      const box = element("input", { type: "checkbox", value: id });
      box.checked = shown.has(id);
      box.addEventListener("change", () => this.choose());
      const about = label === title ? "" : label;
      return element("label", {}, box, element("span", {}, title), element("span", { class: "quiet cut" }, about));
    });
    const usual = element("button", { type: "button", class: "link" }, "The usual ones");
    usual.addEventListener("click", () => {
      const ids = new Set(usualColumns(shape, width));
      for (const box of this.boxes) box.checked = ids.has(box.value);
      this.actions.columns(undefined);
    });
    this.element.replaceChildren(...boxes, element("div", { class: "hint" }, usual));
  }

  private get boxes(): HTMLInputElement[] {
    return [...this.element.querySelectorAll("input")];
  }

  private choose(): void {
    this.actions.columns(this.boxes.filter(({ checked }) => checked).map(({ value }) => value));
  }

  private close(): void {
    this.element.hidden = true;
    this.anchor?.focus();
  }
}

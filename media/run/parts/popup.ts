/** A list below a text field, like the editor's suggestions: the focus stays in the field. */
import type { Span } from "../../../server/core/text/span";
import { element, fill } from "../../shared/dom";
import { icon } from "../../shared/icons";

export interface PopupOption {
  readonly text: string;
  readonly note: string;
  readonly count: string;
}

export class Popup {
  readonly element = element("div", { class: "popup", hidden: "" });
  private readonly list = element("div", { role: "listbox", id: "completions", "aria-label": "Completions" });
  private readonly hint = element("div", { class: "hint quiet" });
  private options: readonly PopupOption[] = [];
  private span: Span = { start: 0, end: 0 };
  private chosen = 0;
  /** The field's text for which the options were made. */
  private madeFor = "";

  /** @param take called with the chosen option, and the part of the field's text that it replaces */
  constructor(
    private readonly field: HTMLInputElement,
    private readonly take: (text: string, span: Span) => void,
  ) {
    this.element.append(this.list, this.hint);
    field.addEventListener("blur", () => this.hide());
  }

  /**
   * Without options it shows the hint alone, and no key is meant for it but Escape.
   *
   * @param typed what is emphasised in the options
   */
  show(options: readonly PopupOption[], typed: string, span: Span, hint: string): void {
    this.options = options;
    this.span = span;
    this.madeFor = this.field.value;
    this.chosen = 0;
    this.list.replaceChildren(...options.map((option, i) => this.line(option, i, typed)));
    fill(this.hint, hint);
    this.element.hidden = false;
    this.field.setAttribute("aria-expanded", String(options.length > 0));
    this.mark();
  }

  hide(): void {
    this.element.hidden = true;
    this.field.setAttribute("aria-expanded", "false");
    this.field.removeAttribute("aria-activedescendant");
  }

  /** Is there something to choose? */
  get isOpen(): boolean {
    return !this.element.hidden && this.options.length > 0;
  }

  /** Are the options those of an older text? Then none of them may be put into the field. */
  private get isStale(): boolean {
    return this.field.value !== this.madeFor;
  }

  /** @returns was the key meant for the list? */
  key({ key, altKey }: KeyboardEvent): boolean {
    if (this.element.hidden || altKey) return false;
    if (key === "Escape") {
      this.hide();
      return true;
    }
    if (!this.isOpen) return false;
    if (this.isStale && (key === "Tab" || key === "Enter")) {
      // Tab waits for the options of this text; Enter takes the text as it is.
      if (key === "Enter") this.hide();
      return key === "Tab";
    }
    const step = key === "ArrowDown" ? 1 : key === "ArrowUp" ? -1 : 0;
    if (step !== 0) {
      this.chosen = (this.chosen + step + this.options.length) % this.options.length;
      this.mark();
      return true;
    }
    if (key !== "Tab" && key !== "Enter") return false;
    this.choose(this.chosen);
    return true;
  }

  private choose(number: number): void {
    const option = this.isStale ? undefined : this.options[number];
    this.hide();
    if (option !== undefined) this.take(option.text, this.span);
  }

  private line({ text, note, count }: PopupOption, number: number, typed: string): HTMLElement {
    const at = typed === "" ? -1 : text.toLowerCase().indexOf(typed.toLowerCase());
    const end = at + typed.length;
    const code =
      at < 0
        ? element("code", {}, text)
        : element("code", {}, text.slice(0, at), element("b", {}, text.slice(at, end)), text.slice(end));
    const line = element(
      "div",
      { class: "option", role: "option", id: `completion-${number}`, "aria-selected": "false" },
      icon("field"),
      code,
      element("span", { class: "quiet cut" }, note),
      element("span", { class: "num" }, count),
    );
    // The field keeps the focus.
    line.addEventListener("mousedown", (event) => event.preventDefault());
    line.addEventListener("click", () => this.choose(number));
    return line;
  }

  private mark(): void {
    [...this.list.children].forEach((line, i) => line.setAttribute("aria-selected", String(i === this.chosen)));
    if (this.options.length > 0) this.field.setAttribute("aria-activedescendant", `completion-${this.chosen}`);
    else this.field.removeAttribute("aria-activedescendant");
  }
}

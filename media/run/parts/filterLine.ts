/**
 * The filter: a text field, with a mirror behind it that colours its terms. The text alone determines which samples the
 * page shows.
 */
import { appliedFilter } from "../../../server/core/filters/appliedFilter";
import { filterTerms } from "../../../server/core/filters/filterTerms";
import type { Completions, ShownFilter } from "../../../server/core/runs/pages/page";
import { isTextField } from "../../../server/core/filters/fields";
import { element, fill, type Child } from "../../shared/dom";
import { icon, iconButton } from "../../shared/icons";
import type { PageState } from "../model/pageState";
import { count, plural } from "../model/words";
import type { Actions } from "./actions";
import { Drawn, type Part } from "./part";
import { SearchProgress } from "./searchProgress";
import { Popup } from "./popup";

/** Milliseconds after the last key before a term counts as complete, and an error is shown. */
const pause = 600;

export class FilterLine implements Part {
  readonly element: HTMLElement;
  private readonly input = element("input", {
    type: "text",
    role: "combobox",
    spellcheck: "false",
    autocomplete: "off",
    "aria-label": "Filter",
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-controls": "completions",
  });
  private readonly mirror = element("div", { class: "mirror", "aria-hidden": "true" });
  private readonly count = element("span", { class: "count quiet", role: "status" });
  private readonly clear = iconButton("close", "Clear the filter (Escape)", () => this.set(""));
  private readonly message = element("p", { class: "message", id: "filter-error", role: "alert", hidden: "" });
  private readonly search: SearchProgress;
  private readonly popup: Popup;
  private readonly drawn = new Drawn();
  private timer: number | undefined;
  private history: readonly string[] = [];
  /** How the run understood the filter that it was asked for last: it knows names that the text alone does not tell. */
  private applied: ShownFilter | undefined;
  private asked = 0;

  constructor(
    private readonly actions: Pick<Actions, "filter" | "focus" | "search">,
    private readonly complete: (filter: string, cursor: number) => Promise<Completions | null>,
  ) {
    this.search = new SearchProgress(actions);
    this.popup = new Popup(this.input, (text, span) => this.take(text, span));
    const earlier = iconButton("history", "Earlier filters (Alt+↓)", () => this.showHistory());
    const field = element("div", { class: "field" }, this.mirror, this.input);
    const { count: left, clear, search } = this;
    const box = element("div", { class: "box" }, icon("filter"), field, search.element, left, clear, earlier);
    // Both lie over what is below: nothing moves when they come and go.
    const below = element("div", { class: "below" }, this.message, this.popup.element);
    this.element = element("div", { class: "filter", role: "search" }, box, below);
    this.input.addEventListener("input", () => this.typed());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("blur", () => this.settle());
    this.input.addEventListener("scroll", () => (this.mirror.scrollLeft = this.input.scrollLeft));
  }

  update(state: PageState): void {
    const { filter, answer, history } = state;
    this.history = history;
    this.search.update(state);
    if (this.applied !== answer?.applied) {
      this.applied = answer?.applied;
      // What is being typed has its own pause before an error.
      if (this.isApplied) {
        this.colour();
        this.tell();
      }
    }
    // The text that the user is typing is left alone; any other change of the filter is shown.
    if (document.activeElement !== this.input && this.input.value !== filter) {
      this.input.value = filter;
      this.colour();
      this.tell();
    }
    const isJudges = answer?.shape.kind === "judges";
    this.input.placeholder = isJudges
      ? "Filter: wrong  quote:invented  category:chat-hard"
      : 'Filter: reward<0  rule:tool-call-json  step>60  text:"refund"';
    const [left, all] = [answer?.count ?? 0, answer?.total ?? 0];
    if (!this.drawn.isNew(left, all, filter === "")) return;
    fill(this.count, filter === "" ? count(all) : `${count(left)} of ${count(all)}`);
    this.clear.hidden = filter === "";
  }

  focus(): void {
    this.input.focus();
    this.input.select();
  }

  private set(text: string): void {
    this.input.value = text;
    this.settle();
    this.input.focus();
  }

  private typed(): void {
    this.colour();
    this.hideError();
    const { value } = this.input;
    const cursor = this.input.selectionStart ?? value.length;
    const term = filterTerms(value).find(({ start, end }) => start < cursor && cursor === end);
    const whole = term === undefined ? value : value.slice(0, term.start) + value.slice(term.end);
    this.actions.filter(whole.trim(), term === undefined);
    clearTimeout(this.timer);
    // A name that is being chosen from the list is not complete yet.
    this.timer = window.setTimeout(() => {
      if (!this.popup.isOpen || term?.field === undefined) this.settle();
    }, pause);
    void this.offer(value, cursor);
  }

  /** Applies the text as it is. */
  private settle(): void {
    clearTimeout(this.timer);
    this.colour();
    this.tell();
    this.actions.filter(this.input.value.trim(), true);
  }

  private async offer(filter: string, cursor: number): Promise<void> {
    const asked = ++this.asked;
    const found = await this.complete(filter, cursor).catch(() => null);
    if (asked !== this.asked || filter !== this.input.value || document.activeElement !== this.input) return;
    const { span, options = [], more = 0 } = found ?? {};
    const hint = hintAt(filter, cursor);
    if (span === undefined || (options.length === 0 && !hint.isAlone) || filter.trim() === "") {
      this.popup.hide();
      return;
    }
    const typed = filter.slice(span.start, cursor);
    const shown = options.map(({ text, note, samples }) => ({
      text,
      note,
      count: samples === undefined ? "" : plural(samples, "sample"),
    }));
    const left = more > 0 ? ` · ${count(more)} more` : "";
    this.popup.show(shown, typed, span, hint.words + left);
  }

  private showHistory(): void {
    if (this.history.length === 0) return;
    const shown = this.history.map((text) => ({ text, note: "", count: "" }));
    this.input.focus();
    this.popup.show(shown, "", { start: 0, end: this.input.value.length }, "Enter takes it");
  }

  private take(text: string, span: { readonly start: number; readonly end: number }): void {
    const { value } = this.input;
    const isOpen = text.endsWith(":");
    const rest = value.slice(span.end);
    const gap = isOpen || /^\s/.test(rest) ? "" : " ";
    this.input.value = value.slice(0, span.start) + text + gap + rest;
    const cursor = span.start + text.length + gap.length;
    this.input.setSelectionRange(cursor, cursor);
    this.popup.hide();
    if (isOpen) this.typed();
    else this.settle();
  }

  private key(event: KeyboardEvent): void {
    // VS Code hears the key, too, and selects all once more a moment later: what was typed meanwhile would be typed over.
    if (event.key.toLowerCase() === "a" && (event.ctrlKey || event.metaKey)) event.stopPropagation();
    if (this.popup.key(event)) {
      event.preventDefault();
      return;
    }
    if (event.key === "ArrowDown" && event.altKey) this.showHistory();
    else if (event.key === "ArrowDown") this.actions.focus("table");
    else if (event.key === "Enter") {
      // Suggestions that are still to come are for a text that is being written.
      this.asked++;
      this.settle();
    } else if (event.key === "Escape" && this.input.value !== "") this.set("");
    else if (event.key === "Escape") this.actions.focus("table");
    else return;
    event.preventDefault();
  }

  /** Does the run's answer speak of the text in the field? Blanks at its end change no place in it. */
  private get isApplied(): boolean {
    return this.applied?.text === this.input.value.trimEnd();
  }

  private get understood(): Pick<ShownFilter, "problem" | "leftOut"> {
    const { applied } = this;
    return applied !== undefined && this.isApplied ? applied : appliedFilter(this.input.value);
  }

  private colour(): void {
    const { value } = this.input;
    const { leftOut } = this.understood;
    const parts: Child[] = [];
    let at = 0;
    for (const { start, end, text, field, isOperator } of filterTerms(value)) {
      parts.push(value.slice(at, start));
      at = end;
      const isBad = leftOut.some((span) => span.start <= start && end <= span.end);
      if (isOperator && !isBad) {
        parts.push(text);
        continue;
      }
      const kind = isBad ? " bad" : field === undefined ? " word" : "";
      const inside =
        field === undefined
          ? [text]
          : [
              value.slice(start, field.start),
              element("span", { class: "key" }, value.slice(field.start, field.end)),
              value.slice(field.end, end),
            ];
      parts.push(element("span", { class: `term${kind}` }, ...inside));
    }
    parts.push(value.slice(at));
    fill(this.mirror, ...parts);
    this.mirror.scrollLeft = this.input.scrollLeft;
  }

  private tell(): void {
    const { problem } = this.understood;
    if (problem === undefined) {
      this.hideError();
      return;
    }
    const place = `Column ${problem.span.start + 1}: `;
    fill(this.message, `${place}${problem.message} The table shows what the rest of the line leaves.`);
    this.message.hidden = false;
    this.input.setAttribute("aria-invalid", "true");
    this.input.setAttribute("aria-describedby", this.message.id);
  }

  private hideError(): void {
    this.message.hidden = true;
    this.input.removeAttribute("aria-invalid");
    this.input.removeAttribute("aria-describedby");
  }
}

/** What can be written where the cursor is; alone where it is shown without suggestions. */
function hintAt(filter: string, cursor: number): { readonly words: string; readonly isAlone: boolean } {
  const { field } = filterTerms(filter).find(({ start, end }) => start < cursor && cursor <= end) ?? {};
  const name = field === undefined ? undefined : filter.slice(field.start, field.end);
  const isName = field !== undefined && filter[field.end] === ":";
  if (name === undefined || !isName)
    return {
      words: "Tab takes it · not before a term · or between two · the same text works in --only",
      isAlone: false,
    };
  if (!isTextField(name)) return { words: "Tab takes it · , any of · * anything · not before a term", isAlone: false };
  return {
    words: `words as they stand, in quotes: ${name}:"a" · either: ${name}:"a" or ${name}:"b" · not ${name}:"a"`,
    isAlone: true,
  };
}

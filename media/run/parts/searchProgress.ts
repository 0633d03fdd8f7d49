/** How far the search for the filter's words has come, and what stops it or goes on with it. */
import { element, fill, link } from "../../shared/dom";
import type { PageState } from "../model/pageState";
import { percent } from "../model/words";
import type { Actions } from "./actions";
import { Drawn, type Part } from "./part";

export class SearchProgress implements Part {
  readonly element = element("span", { class: "search", hidden: "" });
  private readonly words = element("span", { class: "quiet", role: "status" });
  private readonly drawn = new Drawn();

  constructor(private readonly actions: Pick<Actions, "search">) {}

  update({ run: { search, size } }: PageState): void {
    const isShown = search !== undefined && search.phase !== "whole";
    const share = percent((search?.read ?? 0) / Math.max(1, size));
    if (!this.drawn.isNew(isShown, share, search?.phase)) return;
    this.element.hidden = !isShown;
    if (!isShown) return;
    const isStopped = search.phase === "stopped";
    fill(this.words, isStopped ? `${share} searched` : `Searching… ${share}`);
    const button = isStopped
      ? link("Go On", "Search the rest", () => this.actions.search(true))
      : link("Stop", "Stop searching; what was found stays", () => this.actions.search(false));
    const hadFocus = this.element.contains(document.activeElement);
    this.element.replaceChildren(this.words, button);
    if (hadFocus) this.element.querySelector("button")?.focus();
  }
}

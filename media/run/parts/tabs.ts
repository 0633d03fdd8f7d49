/** The pages' tabs, and on the right the reading progress and the controls of the page Samples. */
import { element, link } from "../../shared/dom";
import { iconButton } from "../../shared/icons";
import { isFolded, pageNames, pagesOf, type PageName, type PageState } from "../model/pageState";
import { count, percent } from "../model/words";
import type { Actions } from "./actions";
import { Drawn, type Part } from "./part";

export class Tabs implements Part {
  readonly element: HTMLElement;
  private readonly list = element("div", { class: "tablist", role: "tablist", "aria-label": "Pages" });
  private readonly live = element("span", { class: "live", role: "status" });
  private readonly buttons = element("span", { class: "buttons" });
  private readonly drawnTabs = new Drawn();
  private readonly drawnLive = new Drawn();
  private readonly drawnButtons = new Drawn();

  constructor(
    private readonly actions: Pick<Actions, "page" | "fold" | "read">,
    private readonly chooseColumns: (anchor: HTMLElement) => void,
  ) {
    this.element = element("nav", { class: "pages", "aria-label": "Pages" }, this.list, this.live, this.buttons);
  }

  update(state: PageState): void {
    const names = pagesOf(state);
    if (this.drawnTabs.isNew(names.join(), state.page)) this.drawTabs(names, state.page);
    const { run } = state;
    if (this.drawnLive.isNew(run.phase, run.read, run.samples)) this.live.replaceChildren(...this.liveOf(state));
    const folded = isFolded(state);
    if (this.drawnButtons.isNew(state.page, folded)) this.drawButtons(state.page === "samples", folded);
  }

  focus(): void {
    this.list.querySelector<HTMLElement>('[aria-selected="true"]')?.focus();
  }

  private drawTabs(names: readonly PageName[], current: PageName): void {
    const hadFocus = this.list.contains(document.activeElement);
    this.list.replaceChildren(...names.map((name) => this.tab(name, names, name === current)));
    if (hadFocus) this.focus();
  }

  private tab(name: PageName, names: readonly PageName[], isCurrent: boolean): HTMLElement {
    const tab = element(
      "button",
      {
        type: "button",
        role: "tab",
        id: `tab-${name}`,
        "aria-selected": String(isCurrent),
        "aria-controls": "page",
        tabindex: isCurrent ? "0" : "-1",
      },
      pageNames[name],
    );
    tab.addEventListener("click", () => this.actions.page(name));
    tab.addEventListener("keydown", (event) => {
      const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
      const next = names[(names.indexOf(name) + step + names.length) % names.length];
      if (step !== 0 && next !== undefined) this.actions.page(next);
    });
    return tab;
  }

  private liveOf({ run }: PageState): (Node | string)[] {
    const share = percent(run.read / Math.max(1, run.size));
    const where = run.step === undefined ? "" : ` step ${run.step} ·`;
    if (run.phase === "reading") {
      const cancel = link("Cancel", "Stop reading; what was read stays", () => this.actions.read(false));
      return [element("span", { class: "quiet" }, `Reading${where} ${share}`), cancel];
    }
    if (run.phase !== "stopped") return [];
    const about = Math.round(run.samples / Math.max(1e-9, run.read / Math.max(1, run.size)));
    const rest = link("Read the Rest", "Go on reading", () => this.actions.read(true));
    return [element("span", { class: "quiet" }, `${count(run.samples)} of about ${count(about)} read.`), rest];
  }

  private drawButtons(isSamples: boolean, folded: boolean): void {
    if (!isSamples) {
      this.buttons.replaceChildren();
      return;
    }
    const hadFocus = this.buttons.contains(document.activeElement);
    const label = folded ? "Unfold the summary" : "Fold the summary";
    const fold = iconButton(folded ? "unfold" : "fold", label, () => this.actions.fold(!folded));
    fold.setAttribute("aria-expanded", String(!folded));
    const columns = iconButton("columns", "Columns…", () => this.chooseColumns(columns));
    this.buttons.replaceChildren(fold, columns);
    if (hadFocus) fold.focus();
  }
}

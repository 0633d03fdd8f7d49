/** The page Samples: the sentence, the band of figures, the table, and the selected sample. */
import { element, fill } from "../../shared/dom";
import type { FigureData } from "../../shared/figureData";
import { tableTools } from "../../shared/figureTools";
import { hasPane, isFolded, type PageState } from "../model/pageState";
import { mostRows, rowsData } from "../model/rowsData";
import type { RowStore } from "../model/rowStore";
import type { Actions } from "./actions";
import { emptyPage } from "./messagePages";
import { Drawn, styled, type Part } from "./part";
import { SamplePane } from "./samplePane";
import { Figures } from "./summary/figures";
import { HistogramChart } from "./summary/histogram";
import { LostBars } from "./summary/lost";
import { SentenceLine } from "./summary/sentence";
import { Grid } from "./table/grid";
import { toolsOf } from "./toolsOf";

/** Minimum height of the table, and of the sample, in pixels. */
const leastRoom = 160;

export class SamplesPage implements Part {
  readonly element = element("div", { class: "panel samples" });
  readonly grid: Grid;
  readonly pane: SamplePane;
  private readonly sentence = new SentenceLine();
  private readonly bandParts: readonly Part[];
  private readonly band: HTMLElement;
  private readonly split: HTMLElement;
  private readonly splitter = element("div", {
    class: "splitter",
    role: "separator",
    tabindex: "0",
    "aria-label": "Size of the sample",
  });
  private readonly empty = element("div", { class: "empty", hidden: "" });
  private readonly order = element("span");
  private readonly foot: HTMLElement;
  private readonly drawn = new Drawn();
  private readonly drawnEmpty = new Drawn();
  private state: PageState | undefined;

  constructor(
    private readonly store: RowStore,
    private readonly actions: Actions,
  ) {
    this.grid = new Grid(store, actions);
    this.pane = new SamplePane(store, actions);
    this.bandParts = [new Figures(actions), new HistogramChart(actions), new LostBars(actions)];
    this.band = element("div", { class: "summary" }, ...this.bandParts.map((part) => part.element));
    this.split = element("div", { class: "split" }, this.grid.element, this.splitter, this.pane.element);
    const keys = element("span", { class: "keys" }, "↑↓ sample · Enter open beside · X mark, C compare · / filter");
    const tools = tableTools(
      this.grid.element,
      "Samples",
      toolsOf(actions)(() => this.rows()),
    );
    this.foot = element("footer", { class: "foot" }, this.order, element("span", { class: "grow" }), keys, tools);
    this.element.append(this.sentence.element, this.band, this.empty, this.split, this.foot);
    this.listenToSplitter();
  }

  update(state: PageState): void {
    this.state = state;
    const { answer, width, filter, sort, pane } = state;
    if (answer === undefined) return;
    const isEmpty = answer.count === 0 && answer.total > 0;
    const isPaneSeen = answer.count > 0 && hasPane(state);
    if (this.drawn.isNew(isEmpty, isPaneSeen, width, isFolded(state), sort, pane, answer.shape.groups > 0)) {
      this.element.classList.toggle("folded", isFolded(state));
      this.band.hidden = isEmpty || isFolded(state);
      this.sentence.element.classList.toggle("alone", isFolded(state));
      this.split.hidden = this.foot.hidden = isEmpty;
      this.split.className = `split ${width === "wide" ? "right" : "below"}`;
      this.pane.element.hidden = this.splitter.hidden = !isPaneSeen;
      this.splitter.setAttribute("aria-orientation", width === "wide" ? "vertical" : "horizontal");
      this.splitter.setAttribute("aria-valuenow", String(width === "wide" ? pane.beside : pane.below));
      styled(this.pane.element, {
        width: width === "wide" ? `${pane.beside}px` : "auto",
        height: width === "wide" || !isPaneSeen ? "auto" : pane.below > 0 ? `${pane.below}px` : "38%",
      });
      fill(this.order, orderInWords(state));
    }
    this.empty.hidden = !isEmpty;
    if (isEmpty && this.drawnEmpty.isNew(answer)) this.empty.replaceChildren(emptyPage(answer, filter, this.actions));
    this.sentence.update(state);
    this.sentence.element.hidden ||= isEmpty;
    for (const part of this.bandParts) part.update(state);
    this.grid.update(state);
    if (isPaneSeen) this.pane.update(state);
  }

  private async rows(): Promise<FigureData> {
    const { answer } = this.state ?? {};
    if (answer === undefined) throw new Error("Nothing was read so far.");
    const rows = await this.store.first(Math.min(answer.count, mostRows));
    return rowsData(rows, answer.shape, answer.count);
  }

  private listenToSplitter(): void {
    this.splitter.addEventListener("pointerdown", (event) => {
      this.splitter.setPointerCapture(event.pointerId);
      event.preventDefault();
    });
    this.splitter.addEventListener("pointermove", (event) => {
      if (!this.splitter.hasPointerCapture(event.pointerId)) return;
      const { right, bottom } = this.split.getBoundingClientRect();
      this.resize(this.isBeside ? right - event.clientX : bottom - event.clientY);
    });
    this.splitter.addEventListener("keydown", ({ key }) => {
      const { offsetWidth, offsetHeight } = this.pane.element;
      const step = { ArrowLeft: 20, ArrowUp: 20, ArrowRight: -20, ArrowDown: -20 }[key];
      if (step !== undefined) this.resize((this.isBeside ? offsetWidth : offsetHeight) + step);
    });
  }

  private get isBeside(): boolean {
    return this.state?.width === "wide";
  }

  private resize(wanted: number): void {
    const room = this.isBeside ? this.split.offsetWidth : this.split.offsetHeight;
    const size = Math.round(Math.max(80, Math.min(room - leastRoom, wanted)));
    this.actions.pane(this.isBeside ? { beside: size } : { below: size });
  }
}

function orderInWords({ sort, answer, width }: PageState): string {
  if (width === "narrow") return "Enter opens the trace beside";
  if (sort !== undefined) return `Sorted by ${sort.column}, ${sort.descending ? "highest" : "lowest"} first`;
  const groups = (answer?.shape.groups ?? 0) > 0 ? "; brackets are groups, dashed ones are dead" : "";
  return `In the order of the file${groups}`;
}

/** The run view: holds its state, requests what it needs from the extension, and has its parts drawn. */
import { toggleTerm } from "../../server/core/filters/filterTerms";
import type { RunAnswer, RunQuery, ShownRow } from "../../server/core/runs/pages/page";
import type { RunState } from "../../server/protocol/runs";
import type { Channel, WebviewApi } from "../shared/channel";
import { element } from "../shared/dom";
import type { SavedContent } from "../shared/savedContent";
import type { OpenedRun, RunCommand, RunContract } from "./contract";
import { widthOf } from "./model/columns";
import {
  hasPane,
  isOtherRun,
  isSameSample,
  keyOf,
  pairOf,
  keptOf,
  pageNames,
  pagesOf,
  queryOf,
  type KeptState,
  type PageName,
  type PageState,
} from "./model/pageState";
import { RowStore } from "./model/rowStore";
import type { Actions } from "./parts/actions";
import { ColumnChooser } from "./parts/columnChooser";
import { ComparePage } from "./parts/compare/comparePage";
import { FilterLine } from "./parts/filterLine";
import { GroupsPage } from "./parts/groups/groupsPage";
import { Identity } from "./parts/identity";
import { JudgesPage } from "./parts/judges/judgesPage";
import { failedPage } from "./parts/messagePages";
import { Notice } from "./parts/notice";
import { PairPage } from "./parts/pair/pairPage";
import { Drawn, styled, type Part } from "./parts/part";
import { focusNextRegion } from "./parts/regions";
import { SamplesPage } from "./parts/samplesPage";
import { StepsPage } from "./parts/stepsPage";
import { Tabs } from "./parts/tabs";

/** Below this height in pixels the summary starts folded. */
const lowHeight = 520;

export class RunPage implements Actions {
  private state: PageState;
  /** Number of the last request: the answer to an older one is out of date. */
  private asked = 0;
  private readonly store: RowStore;
  private readonly progress = element(
    "div",
    { class: "progress", role: "progressbar", "aria-label": "Reading", hidden: "" },
    element("i"),
  );
  private readonly alert = element("p", { class: "message", role: "alert", hidden: "" });
  private readonly panel = element("div", { id: "page", role: "tabpanel", class: "page" });
  private readonly filterLine: FilterLine;
  private readonly tabs: Tabs;
  private readonly samples: SamplesPage;
  private readonly steps = new StepsPage(this);
  private readonly groups: GroupsPage;
  private readonly others: Partial<Readonly<Record<PageName, Part>>>;
  private readonly pairPage: Part;
  private readonly chooser = new ColumnChooser(this);
  private readonly parts: readonly Part[];
  private readonly drawnPage = new Drawn();
  private refreshing = false;
  /** Is it shown for the first time, with no page chosen? The kind that chooses one is known with the first rows. */
  private isPageOpen: boolean;

  constructor(
    private readonly root: HTMLElement,
    private readonly channel: Channel<RunContract>,
    private readonly api: WebviewApi,
    private readonly opened: OpenedRun,
    kept: KeptState,
  ) {
    const { name, state, history } = opened;
    this.isPageOpen = (api.getState() as Partial<KeptState> | undefined)?.page === undefined;
    const { offsetWidth, offsetHeight } = root;
    this.state = {
      ...kept,
      name,
      history,
      run: state,
      width: widthOf(offsetWidth),
      isLow: offsetHeight < lowHeight,
      answer: undefined,
      steps: undefined,
      place: 0,
      sample: undefined,
      marked: undefined,
      pair: undefined,
    };
    this.store = new RowStore(
      async (start, count) => (await channel.request("rows", { query: this.query, start, count })) ?? undefined,
      () => this.rowsCame(),
    );
    this.filterLine = new FilterLine(this, (filter, cursor) => channel.request("complete", { filter, cursor }));
    this.tabs = new Tabs(this, (anchor) => this.chooser.toggle(anchor, this.state));
    this.samples = new SamplesPage(this.store, this);
    this.groups = new GroupsPage(channel, this);
    this.pairPage = new PairPage(channel, this);
    this.others = {
      steps: this.steps,
      groups: this.groups,
      compare: new ComparePage(channel, this),
      judges: new JudgesPage(channel, this),
    };
    const [identity, notice] = [new Identity(this), new Notice(this)];
    this.parts = [identity, this.filterLine, this.tabs, notice];
    root.replaceChildren(
      identity.element,
      this.filterLine.element,
      this.alert,
      this.tabs.element,
      this.progress,
      this.chooser.element,
      notice.element,
      this.panel,
    );
    new ResizeObserver(() => this.resized()).observe(root);
    document.addEventListener("keydown", (event) => this.key(event));
    // VS Code reports a new theme through the classes of the body: content on a canvas is drawn again.
    new MutationObserver(() => this.draw()).observe(document.body, { attributes: true, attributeFilter: ["class"] });
    channel.on("changed", (run) => this.runChanged(run));
    channel.on("command", (command) => this.run(command));
    this.draw();
    void this.ask();
  }

  filter(filter: string, isWhole: boolean): void {
    if (isWhole && filter !== "") this.channel.request("remember", { filter }).catch(() => undefined);
    if (filter === this.state.filter) return;
    this.set({ filter });
    void this.ask();
  }

  toggle(term: string): void {
    this.filter(toggleTerm(this.state.filter, term), true);
  }

  sort(sort: PageState["sort"]): void {
    this.set({ sort });
    void this.ask();
  }

  by(by: PageState["by"]): void {
    this.set({ by });
    void this.ask();
  }

  page(page: PageName): void {
    if (!pagesOf(this.state).includes(page)) return;
    this.set({ page, pair: undefined });
    void this.askForSteps();
  }

  select(place: number): void {
    const selected = keyOf(this.store.at(place));
    const isFirst = this.state.isPaneOpen === undefined && this.state.width === "normal";
    this.set({ place, selected, ...(isFirst ? { isPaneOpen: true } : {}) });
    this.samples.grid.reveal();
    this.showSample();
  }

  worst(): void {
    this.set({ sort: { column: "reward", descending: false }, isPaneOpen: true, selected: undefined });
    void this.ask(0);
  }

  openPane(isPaneOpen: boolean): void {
    this.set({ isPaneOpen });
    this.samples.grid.reveal();
    this.showSample();
  }

  fold(folded: boolean): void {
    this.set({ folded });
  }

  openBeside(focus: boolean): void {
    const row = this.store.at(this.state.place)?.row;
    if (row !== undefined) this.tell(this.channel.request("openBeside", { row, focus }));
  }

  openRow(row: number, other?: string): void {
    this.tell(this.channel.request("openBeside", { row, focus: false, other }));
  }

  compareWith(compared: PageState["compared"]): void {
    this.set({ compared });
  }

  mark(shown: ShownRow): void {
    this.set({ marked: isSameSample(shown, this.state.marked) ? undefined : shown });
  }

  pair(other: ShownRow | undefined): void {
    this.set({ pair: pairOf(this.state.marked, other) });
    if (this.state.pair === undefined) this.samples.grid.focus();
  }

  group(number: number): void {
    if (!pagesOf(this.state).includes("groups")) return;
    this.page("groups");
    void this.groups.showFrom(number);
  }

  columns(columns: PageState["columns"]): void {
    this.set({ columns });
  }

  width(id: string, pixels: number): void {
    this.set({ widths: { ...this.state.widths, [id]: pixels } });
  }

  pane(size: Partial<PageState["pane"]>): void {
    this.set({ pane: { ...this.state.pane, ...size } });
  }

  read(on: boolean): void {
    this.tell(this.channel.request("read", { on }));
  }

  search(on: boolean): void {
    this.tell(this.channel.request("search", { on }));
  }

  reveal(uri: string, line: number): void {
    this.tell(this.channel.request("reveal", { uri, line }));
  }

  instead(as: "text" | "format"): void {
    this.tell(this.channel.request("instead", { as }));
  }

  copy(text: string): void {
    this.tell(this.channel.request("copy", { text }));
  }

  save(title: string, content: SavedContent): void {
    this.tell(this.channel.request("save", { title: `${this.state.name} ${title}`, content }));
  }

  focus(where: "filter" | "table" | "tabs"): void {
    if (where === "filter") this.filterLine.focus();
    else if (where === "tabs") this.tabs.focus();
    else this.samples.grid.focus();
  }

  run(command: RunCommand): void {
    if (command === "filter") {
      this.filterLine.focus();
      return;
    }
    const { place, answer } = this.state;
    const next = place + (command === "next" ? 1 : -1);
    if (answer !== undefined && next >= 0 && next < answer.count) this.select(next);
  }

  fail(error: unknown): void {
    this.alert.replaceChildren(element("span", {}, error instanceof Error ? error.message : String(error)));
    this.alert.hidden = false;
  }

  private get query(): RunQuery {
    return queryOf(this.state);
  }

  /** Requests what the page shows now. The selected sample stays selected if it is still there. */
  private async ask(place?: number): Promise<void> {
    const asked = ++this.asked;
    try {
      const { query } = this;
      const answer = await this.channel.request("view", query);
      if (asked !== this.asked || answer === null) return;
      const selected = place === undefined ? this.state.selected : undefined;
      const found = selected === undefined ? place : await this.channel.request("place", { query, sample: selected });
      if (asked !== this.asked) return;
      this.take(answer, found ?? 0);
    } catch (error) {
      this.fail(error);
    }
  }

  private take(answer: RunAnswer, place: number): void {
    this.alert.hidden = true;
    this.store.begin(answer.rows);
    const page = this.isPageOpen && answer.shape.kind === "judges" ? "judges" : this.state.page;
    this.isPageOpen &&= answer.total === 0 && this.state.page === "samples";
    this.set({ page, answer, place: Math.max(0, Math.min(answer.count - 1, place)) });
    void this.askForSteps();
    this.showSample();
  }

  /** Requests the content of the page Steps, if that page is visible. */
  private async askForSteps(): Promise<void> {
    if (this.state.page !== "steps" || this.state.answer === undefined) return;
    const { asked } = this;
    try {
      const steps = (await this.channel.request("steps", this.query)) ?? undefined;
      if (asked === this.asked) this.set({ steps });
    } catch (error) {
      this.fail(error);
    }
  }

  /** Requests the texts of the selected sample, if they are visible. */
  private showSample(): void {
    const row = this.store.at(this.state.place)?.row;
    if (row === undefined || !hasPane(this.state) || this.state.sample?.row === row) return;
    const { asked } = this;
    this.channel.request("sample", { row }).then(
      (texts) => {
        if (asked === this.asked && this.store.at(this.state.place)?.row === row) this.set({ sample: { row, texts } });
      },
      (error: unknown) => this.fail(error),
    );
  }

  private rowsCame(): void {
    this.samples.grid.redraw();
    this.samples.pane.update(this.state);
    if (this.state.selected === undefined) this.set({ selected: keyOf(this.store.at(this.state.place)) });
    this.showSample();
  }

  /** Called when more is read: updates figures and count, one request at a time. */
  private runChanged(run: RunState): void {
    const isNew = isOtherRun(run, this.state.run);
    this.set({ run });
    if (isNew) void this.refresh();
  }

  private async refresh(): Promise<void> {
    if (this.refreshing) return;
    this.refreshing = true;
    const { run } = this.state;
    await this.ask();
    this.refreshing = false;
    if (isOtherRun(run, this.state.run)) void this.refresh();
  }

  private set(change: Partial<PageState>): void {
    this.state = { ...this.state, ...change };
    this.api.setState({ ...keptOf(this.state), chosen: this.opened.chosen });
    this.draw();
  }

  private draw(): void {
    const { state } = this;
    const { run, page, width } = state;
    this.root.dataset["size"] = width;
    const isFailed = run.phase === "failed";
    this.filterLine.element.hidden = this.tabs.element.hidden = isFailed;
    this.progress.hidden = run.phase !== "reading";
    const share = Math.round((run.read / Math.max(1, run.size)) * 100);
    this.progress.setAttribute("aria-valuenow", String(share));
    if (this.progress.firstElementChild instanceof HTMLElement) {
      styled(this.progress.firstElementChild, { width: `${share}%` });
    }
    for (const part of this.parts) part.update(state);
    if (this.drawnPage.isNew(this.part, isFailed)) {
      this.panel.replaceChildren(isFailed ? failedPage(run, this) : this.part.element);
      if (isFailed) this.panel.removeAttribute("aria-labelledby");
      else this.panel.setAttribute("aria-labelledby", `tab-${page}`);
    }
    if (!isFailed) this.part.update(state);
  }

  private get part(): Part {
    const { page, pair } = this.state;
    if (pair !== undefined && page === "samples") return this.pairPage;
    return pagesOf(this.state).includes(page) ? (this.others[page] ?? this.samples) : this.samples;
  }

  private resized(): void {
    const width = widthOf(this.root.offsetWidth);
    const isLow = this.root.offsetHeight < lowHeight;
    if (width !== this.state.width || isLow !== this.state.isLow) this.set({ width, isLow });
  }

  private key(event: KeyboardEvent): void {
    const { target, key, ctrlKey, metaKey, altKey } = event;
    const isText = target instanceof HTMLInputElement;
    if ((key === "/" && !isText && !ctrlKey && !altKey) || (key.toLowerCase() === "f" && (ctrlKey || metaKey)))
      this.focus("filter");
    else if (altKey && key === "PageDown") this.run("next");
    else if (altKey && key === "PageUp") this.run("previous");
    else if (!isText && !ctrlKey && !metaKey && !altKey && /^[1-5]$/.test(key))
      this.page(Object.keys(pageNames)[Number(key) - 1] as PageName);
    else if (key === "F6") focusNextRegion(this.root, event.shiftKey ? -1 : 1);
    else return;
    event.preventDefault();
  }

  private tell(request: Promise<unknown>): void {
    request.catch((error: unknown) => this.fail(error));
  }
}

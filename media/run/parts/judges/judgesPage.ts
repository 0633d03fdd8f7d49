/** The page Judges: the sentence on quotes, accuracy, and the quotes that are not as written. */
import type { RunAnswer } from "../../../../server/core/runs/pages/page";
import type { JudgesAnswer, QuoteItem, QuoteRung } from "../../../../server/core/runs/pages/judgePages";
import type { ShownQuote } from "../../../../server/protocol/runJudges";
import type { RunSample } from "../../../../server/protocol/runs";
import type { Channel } from "../../../shared/channel";
import { element, fill } from "../../../shared/dom";
import { iconButton } from "../../../shared/icons";
import type { RunContract } from "../../contract";
import { queryOf, type PageState } from "../../model/pageState";
import { plural } from "../../model/words";
import type { Actions } from "../actions";
import { emptyPage } from "../messagePages";
import { Drawn, type Part } from "../part";
import { textsOf } from "../sampleTexts";
import { toolsOf } from "../toolsOf";
import { judgeBand } from "./figures";
import { passageOf, QuoteList, shapeOf } from "./quoteList";

export class JudgesPage implements Part {
  readonly element = element("div", { class: "panel" });
  private readonly sentence = element("p", { class: "sentence" });
  private readonly top = element("div", {});
  private readonly note = element("p", { class: "quiet small note" });
  private readonly pane = element("div", {
    class: "pairpane",
    role: "region",
    "aria-label": "Judgement",
    tabindex: "0",
  });
  private readonly list: QuoteList;
  private readonly both: HTMLElement;
  private readonly drawn = new Drawn();
  private state: PageState | undefined;
  private of: RunAnswer | undefined;
  private answer: JudgesAnswer | undefined;
  private rung: QuoteRung | undefined;
  private selected: QuoteItem | undefined;
  private sample: RunSample | null | undefined;
  private readonly quotes = new Map<number, readonly ShownQuote[] | null>();
  private asked = 0;

  constructor(
    private readonly channel: Channel<RunContract>,
    private readonly actions: Pick<Actions, "fail" | "toggle" | "openRow" | "filter" | "save">,
  ) {
    this.list = new QuoteList(
      (item) => this.quoteOf(item),
      (rows) => void this.read(rows),
      (item) => void this.select(item),
      ({ row }) => this.actions.openRow(row),
      toolsOf(actions),
    );
    this.both = element("div", { class: "pairs" }, this.list.element, this.pane);
    this.element.append(this.sentence, this.top, this.both, this.note);
  }

  update(state: PageState): void {
    this.state = state;
    const { answer, width } = state;
    if (answer !== undefined && this.of !== answer) {
      this.of = answer;
      void this.ask();
    }
    if (this.drawn.isNew(width)) this.draw();
  }

  private async ask(): Promise<void> {
    const { state, rung } = this;
    if (state === undefined) return;
    const asked = ++this.asked;
    try {
      const answer = await this.channel.request("judges", { query: queryOf(state), rung });
      if (asked !== this.asked || answer === null) return;
      this.answer = answer;
      this.selected = undefined;
      this.draw();
    } catch (error) {
      this.actions.fail(error);
    }
  }

  private async read(rows: readonly number[]): Promise<void> {
    try {
      const found = await this.channel.request("quotes", { rows });
      rows.forEach((row, i) => this.quotes.set(row, found[i] ?? null));
      this.drawList();
    } catch (error) {
      this.actions.fail(error);
    }
  }

  private async select(item: QuoteItem): Promise<void> {
    this.selected = item;
    this.sample = undefined;
    this.drawList();
    this.drawPane();
    try {
      const sample = await this.channel.request("sample", { row: item.row });
      if (this.selected !== item) return;
      this.sample = sample;
      this.drawPane();
    } catch (error) {
      this.actions.fail(error);
    }
  }

  private quoteOf({ row, rung, number }: QuoteItem): ShownQuote | null | undefined {
    const quotes = this.quotes.get(row);
    return quotes?.filter((quote) => quote.rung === rung)[number] ?? (quotes === undefined ? undefined : null);
  }

  private draw(): void {
    const { state, answer, of, rung } = this;
    if (state === undefined || of === undefined) return;
    const figures = answer?.figures;
    this.sentence.hidden = answer?.sentence === undefined;
    this.both.hidden = figures?.quotes === undefined;
    this.note.hidden = true;
    if (of.count === 0) {
      this.both.hidden = this.sentence.hidden = true;
      fill(this.top, emptyPage(of, state.filter, this.actions));
      return;
    }
    if (answer === undefined || figures === undefined) {
      const words = answer === undefined ? "Working out the verdicts…" : "None of these samples is a judgement.";
      fill(this.top, element("p", { class: "quiet waiting", role: "status" }, words));
      return;
    }
    const { sentence, more } = answer;
    if (sentence !== undefined) fill(this.sentence, sentence.lead, element("span", { class: "rest" }, sentence.rest));
    const pressed = (document.activeElement as HTMLElement | null)?.dataset["rung"];
    fill(
      this.top,
      judgeBand(figures, state.width, rung, {
        tools: toolsOf(this.actions),
        toggle: (term) => this.actions.toggle(term),
        list: (next) => {
          this.rung = rung === next ? undefined : next;
          void this.ask();
        },
      }),
    );
    if (pressed !== undefined) this.top.querySelector<HTMLElement>(`[data-rung="${pressed}"]`)?.focus();
    this.note.hidden = more === 0;
    fill(this.note, `${plural(more, "quote")} more are not listed: a filter leaves fewer.`);
    this.drawList();
    this.drawPane();
  }

  private drawList(): void {
    const { state, answer, rung } = this;
    if (state === undefined || answer === undefined) return;
    const { quotes } = answer;
    const n = plural(quotes.length, "quote");
    const selected = quotes.findIndex((item) => item === this.selected);
    this.list.update(quotes, selected, rung === undefined ? `${n} not as written` : n, state.width);
  }

  /** The judgement of the selected quote, with both responses. */
  private drawPane(): void {
    const { selected, sample } = this;
    this.pane.hidden = selected === undefined;
    if (selected === undefined) return;
    const { row, rung } = selected;
    const quote = this.quoteOf(selected);
    const open = iconButton("beside", `Open #${row + 1} beside`, () => this.actions.openRow(row));
    fill(
      this.pane,
      element("div", { class: "bar" }, shapeOf(rung), element("h2", { class: "grow" }, `#${row + 1}`), open),
      element(
        "div",
        { class: "quoted" },
        element("p", {}, quote == null ? "" : `“${quote.quote}”`),
        element("p", {}, ...passageOf(quote)),
      ),
      element("div", { class: "texts" }, ...textsOf([], sample)),
    );
  }
}

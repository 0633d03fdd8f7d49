/** The quotes of judges: which rung, whose words, and the nearest passage with the words that differ. */
import type { QuoteItem, QuoteRung } from "../../../../server/core/runs/pages/judgePages";
import { mostJudgements, type ShownQuote } from "../../../../server/protocol/runJudges";
import { element, fill, type Child } from "../../../shared/dom";
import type { FigureData } from "../../../shared/figureData";
import { tableTools } from "../../../shared/figureTools";
import { severityShape } from "../../../shared/severityShape";
import type { PageWidth } from "../../model/columns";
import { wordDifferences } from "../../model/wordDiff";
import type { ToolsOf } from "../toolsOf";
import { VirtualList } from "../virtualList";

const rungWords: Readonly<Record<QuoteRung, string>> = {
  exact: "as written",
  normalised: "after normalising",
  altered: "altered",
  other: "from the other response",
  invented: "invented",
  unchecked: "not looked for",
};

/** The nth quote of a rung in a row; undefined until it has arrived, null if the file no longer has it. */
export type QuoteOf = (item: QuoteItem) => ShownQuote | null | undefined;

export class QuoteList {
  readonly element = element("div", { class: "prompts" });
  private readonly head = element("div", { class: "headrow quoterow", "aria-hidden": "true" });
  private readonly list: VirtualList<QuoteItem>;
  private items: readonly QuoteItem[] = [];
  private wanted: number[] = [];
  private frame: number | undefined;

  /**
   * @param quoteOf the text of a quote
   * @param want asks for the quotes of rows
   */
  constructor(
    private readonly quoteOf: QuoteOf,
    private readonly want: (rows: readonly number[]) => void,
    select: (item: QuoteItem) => void,
    open: (item: QuoteItem) => void,
    tools: ToolsOf,
  ) {
    this.list = new VirtualList<QuoteItem>({
      label: "Quotes",
      id: "quote",
      cells: (item) => this.cells(item),
      select,
      open,
    });
    this.list.element.classList.add("quoterows");
    const saving = tableTools(
      this.element,
      "Quotes",
      tools(() => this.data()),
    );
    this.element.append(this.head, this.list.element, saving);
  }

  update(items: readonly QuoteItem[], selected: number, title: string, width: PageWidth): void {
    const isNarrow = width === "narrow";
    this.items = items;
    fill(
      this.head,
      element("span", { class: "cut" }, title),
      element("span", { class: "num" }, "#"),
      ...(isNarrow ? [] : [element("span", {}, "Of")]),
      element("span", {}, "Quote"),
      ...(isNarrow ? [] : [element("span", {}, "In the responses")]),
    );
    this.element.dataset["narrow"] = String(isNarrow);
    // Another array draws the lines again: quotes may have arrived.
    this.list.update([...items], selected);
  }

  /** The texts of quotes are here as far as they were seen. */
  private data(): FigureData {
    const rows = this.items.map((item) => {
      const quote = this.quoteOf(item);
      return [rungWords[item.rung], item.row + 1, quote?.response, quote?.quote, quote?.passage?.text];
    });
    return { title: "Quotes", heads: ["how it was found", "#", "of", "quote", "nearest passage"], rows };
  }

  private cells(item: QuoteItem): HTMLElement[] {
    const { row, rung } = item;
    const quote = this.quoteOf(item);
    if (quote === undefined) this.wantSoon(row);
    const isNarrow = this.element.dataset["narrow"] === "true";
    const words =
      quote === undefined ? "…" : quote === null ? "The file has changed." : `“${quote.quote.replace(/\s+/g, " ")}”`;
    return [
      element("span", { class: "rung cut" }, shapeOf(rung), rungWords[rung]),
      element("span", { class: "num quiet" }, `#${row + 1}`),
      ...(isNarrow ? [] : [element("span", {}, quote?.response ?? "")]),
      element("span", { class: "cut" }, words),
      ...(isNarrow ? [] : [element("span", { class: "cut" }, ...passageOf(quote))]),
    ];
  }

  /** Rows whose quotes are not here are asked for together. */
  private wantSoon(row: number): void {
    if (!this.wanted.includes(row)) this.wanted.push(row);
    this.frame ??= requestAnimationFrame(() => {
      this.frame = undefined;
      const rows = this.wanted.slice(0, mostJudgements);
      this.wanted = [];
      this.want(rows);
    });
  }
}

export function shapeOf(rung: QuoteRung): Child {
  if (rung === "altered") return severityShape("information");
  return rung === "other" || rung === "invented" ? severityShape("warning") : element("span", { class: "noshape" });
}

/** The nearest passage; words that the quote lacks are marked. */
export function passageOf(quote: ShownQuote | null | undefined): Child[] {
  if (quote === undefined || quote === null) return [];
  const { rung, response, passage } = quote;
  if (passage === undefined) return [element("span", { class: "quiet" }, `nothing near it in ${response}`)];
  if (rung === "exact" || rung === "normalised")
    return [element("span", { class: "quiet" }, `stands in ${passage.response}`)];
  const elsewhere =
    passage.response === response ? [] : [element("span", { class: "quiet" }, `in ${passage.response}: `)];
  const [, here] = wordDifferences(quote.quote, passage.text);
  return [
    ...elsewhere,
    ...here.map(({ text, isShared }): Child => (isShared ? text : element("ins", { class: "ins" }, text))),
  ];
}

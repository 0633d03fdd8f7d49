/** The breakdown's page: charts, each with its table, and completion against ground truth. */
import type { Chart } from "chart.js";
import { formatDifference, formatReward, negligible } from "../../server/core/text/numbers";
import type { Breakdown, OwnBreakdown } from "../../server/core/views/reward";
import type { Range } from "../../server/core/text/lineTable";
import type { SafeFixes } from "../../server/protocol/rewards";
import { element, link, table } from "../shared/dom";
import { drawChart } from "../charts/breakdownChart";
import type { Shown } from "./contract";
import { chartsOf, comparisonOf, maxBars, ownCharts, type Bar, type BarChart } from "./model";
import { counted } from "../../server/core/text/counted";

/** Called when someone clicks a place in the text. */
export type Reveal = (range: Range) => void;

export class View {
  private charts: Chart[] = [];
  private shown: Shown | undefined;

  constructor(
    private readonly root: HTMLElement,
    private readonly reveal: Reveal,
    /** Makes all safe fixes of the sample's file. */
    private readonly fix: () => void,
  ) {}

  show(shown: Shown): void {
    this.shown = shown;
    // The keyboard focus stays where it was.
    const focused = [...this.root.querySelectorAll("button")].findIndex((button) => button === document.activeElement);
    for (const chart of this.charts) chart.destroy();
    this.charts = [];
    const { sample } = shown;
    this.root.replaceChildren(element("h1", {}, sample === null ? "Reward breakdown" : `Sample ${sample.name}`));
    if (sample === null) {
      this.root.append(element("p", { role: "status" }, shown.why));
      return;
    }
    const { breakdown, own, why } = sample;
    if (breakdown === null) this.root.append(element("p", { role: "status" }, why));
    else this.root.append(element("p", { role: "status", class: "sentence" }, breakdown.sentence));
    if (own !== null) this.root.append(...this.ownSections(own));
    if (breakdown !== null) this.root.append(...this.sections(breakdown, sample.safeFixes));
    if (focused >= 0) this.root.querySelectorAll("button")[focused]?.focus();
  }

  /** Draws again in the current colours. */
  redraw(): void {
    if (this.shown !== undefined) this.show(this.shown);
  }

  fail(message: string): void {
    this.root.querySelector("[role=alert]")?.remove();
    this.root.prepend(element("p", { role: "alert" }, message));
  }

  private sections(breakdown: Breakdown<Range>, fixes: SafeFixes | null): HTMLElement[] {
    const { failure, raises, reward } = breakdown;
    const sections: HTMLElement[] = [];
    if (failure !== undefined) {
      const { message, place } = failure;
      sections.push(element("p", { class: "failure" }, link(message, "Go to the text", place && this.to(place))));
    }
    for (const chart of chartsOf(breakdown)) {
      const section = this.chartSection(chart);
      if (chart.id === "parts" && reward !== undefined) section.append(this.derivation(breakdown));
      sections.push(section);
    }
    sections.push(...this.looseParts(breakdown), ...this.readings(breakdown), ...this.comparison(breakdown));
    if (raises.length > 0 || fixes !== null) {
      const rows: (string | Node)[][] = raises.map(({ text, gain }) => [text, `+${formatReward(gain)}`]);
      if (fixes !== null) {
        const words = `Fix what is safe to fix here: ${counted(fixes.count, "fix", "fixes")}`;
        rows.unshift([link(words, "Fix all that is safe in this file", this.fix), formatDifference(fixes.gain)]);
      }
      sections.push(sectionOf("What would have raised it", table({}, "Each alone", ["Change", "Adds"], rows)));
    }
    return sections;
  }

  /** The answer of a team's own scorer. */
  private ownSections(own: OwnBreakdown): HTMLElement[] {
    const sections = ownCharts(own).map((chart) => this.chartSection(chart));
    if (sections.length === 0) {
      return [sectionOf("The team's scorer", element("p", { class: "failure" }, own.failure ?? own.sentence))];
    }
    if (own.leftOut > 0)
      sections[0]?.append(
        element("p", {}, `${counted(own.leftOut, "more component is", "more components are")} not listed.`),
      );
    return sections;
  }

  private chartSection(chart: BarChart): HTMLElement {
    const { id, title, summary, bars, unit } = chart;
    const tableId = `table-${id}`;
    const canvas = element("canvas", {
      role: "img",
      "aria-label": `${title}. ${summary}`,
      "aria-describedby": tableId,
    });
    const rows = bars.map((bar) => [
      element(
        "span",
        { class: bar.level === 1 ? "below" : "" },
        link(bar.label, "Go to the text", bar.place && this.to(bar.place)),
      ),
      ...columns[unit].cells(bar),
    ]);
    const { heads } = columns[unit];
    const section = sectionOf(
      title,
      element("p", { class: "summary" }, summary),
      element("div", { class: "chart" }, canvas),
      ...(bars.length > maxBars
        ? [element("p", {}, `The chart shows the first ${maxBars} of ${bars.length} rows; the table has all.`)]
        : []),
      table({ id: tableId, class: "numbers" }, `${title} in numbers`, heads, rows),
    );
    // It is measured once it is in the page.
    queueMicrotask(() => {
      if (!canvas.isConnected) return;
      this.charts.push(drawChart(canvas, chart, ({ place }) => place && this.reveal(place)));
    });
    return section;
  }

  /** The derivation of each part, in words. */
  private derivation({ reward }: Breakdown<Range>): HTMLElement {
    const parts = (reward?.parts ?? []).map(({ title, value, max, detail }) =>
      element(
        "li",
        {},
        `${title} ${formatReward(value)} of ${formatReward(max)}`,
        element("ul", {}, ...detail.map((line) => element("li", { class: line.startsWith(" ") ? "below" : "" }, line))),
      ),
    );
    const how = [...(reward?.options ?? []).map(({ value }) => value), `step ${reward?.step ?? 0}`].join(", ");
    return element("details", {}, element("summary", {}, `Derivation (${how})`), element("ul", {}, ...parts));
  }

  /** What is known of a reward without a total. */
  private looseParts({ parts }: Breakdown<Range>): HTMLElement[] {
    if (parts.length === 0) return [];
    const value = (number: number | null | undefined, none: string): string =>
      number === undefined ? none : number === null ? "none" : formatReward(number);
    const rows = parts.map(({ name, recorded, computed, detail, place }) => [
      link(name, "Go to the text", place && this.to(place)),
      value(recorded, ""),
      value(computed, "not known"),
      element("div", {}, ...detail.map((line) => element("div", {}, line.trim()))),
    ]);
    const heads = ["Part", "Recorded", "Computed", "How it came about"];
    return [sectionOf("Parts", table({ class: "numbers parts" }, "How they were weighted is not known", heads, rows))];
  }

  private readings({ judge }: Breakdown<Range>): HTMLElement[] {
    if (judge === undefined) return [];
    const rows = judge.readings.map(({ title, verdict, failure, decides, place }) => [
      title,
      link(verdict ?? failure ?? "none", "Go to the text", place && this.to(place)),
      judge.gold === undefined || verdict === undefined ? "" : verdict === judge.gold ? "as gold" : "not gold",
      decides ? "yes" : "",
    ]);
    const caption = judge.gold === undefined ? "No gold label" : `Gold is ${judge.gold}`;
    const heads = ["Reading", "Verdict", "Against gold", "Decides"];
    return [sectionOf("Readings of the verdict", table({}, caption, heads, rows))];
  }

  private comparison(breakdown: Breakdown<Range>): HTMLElement[] {
    const compared = comparisonOf(breakdown);
    if (compared.length === 0) return [];
    let last = "";
    const rows = compared.map(({ call, name, status, given, expected, givenPlace, expectedPlace }) => {
      const first = call === last ? "" : call;
      last = call;
      return [
        name === "" ? call : `${first === "" ? "" : `${first}: `}${name}`,
        element("span", { class: `status ${status}` }, status),
        element("code", {}, link(given, "Go to the completion", givenPlace && this.to(givenPlace))),
        element("code", {}, link(expected, "Go to the ground truth", expectedPlace && this.to(expectedPlace))),
      ];
    });
    const heads = ["Parameter", "Is", "Completion", "Ground truth"];
    const { leftOut } = breakdown.calls ?? { leftOut: 0 };
    const more =
      leftOut > 0 ? [element("p", {}, `${counted(leftOut, "more call is", "more calls are")} not listed.`)] : [];
    const compare = table({ class: "comparison" }, "What was called against what was expected", heads, rows);
    return [sectionOf("Completion against ground truth", compare, ...more)];
  }

  private to(place: Range): () => void {
    return () => this.reveal(place);
  }
}

/** The columns of a chart's table, besides the name of each bar. */
const columns: Readonly<
  Record<BarChart["unit"], { readonly heads: readonly string[]; readonly cells: (bar: Bar) => readonly string[] }>
> = {
  reward: {
    heads: ["What", "Earned", "At most", "Lost", "Note"],
    cells: ({ value, end, note }) => [
      formatReward(value),
      formatReward(end),
      end - value < negligible ? "0" : `−${formatReward(end - value)}`,
      note,
    ],
  },
  "%": {
    heads: ["Criterion", "Share", "Note"],
    cells: ({ value, note }) => [`${formatReward(value)} %`, note],
  },
  score: { heads: ["What", "Value"], cells: ({ value }) => [formatReward(value)] },
};

function sectionOf(title: string, ...children: readonly Node[]): HTMLElement {
  return element("section", { "aria-label": title }, element("h2", {}, title), ...children);
}

/** The distribution of the reward: bars that filter, by mouse and by keyboard. */
import type { Histogram, HistogramBar } from "../../../../server/core/runs/figures/summary";
import { element, fill } from "../../../shared/dom";
import { chartTools } from "../../../shared/figureTools";
import { svg } from "../../../shared/svg";
import type { PageState } from "../../model/pageState";
import { bound, count, fixed } from "../../model/words";
import type { Actions } from "../actions";
import { Drawn, type Part } from "../part";
import { toolsOf } from "../toolsOf";
import { capitalised } from "../../../../server/core/text/capitalised";

const height = 84;

export class HistogramChart implements Part {
  readonly element = element("section", { class: "distribution", "aria-label": "Histogram" });
  private readonly drawn = new Drawn();
  /** The bar that the keyboard is on, and where a range of bars begins. */
  private at: number | undefined;
  private from: number | undefined;
  private readonly reading = element("span", { class: "cut" });

  constructor(private readonly actions: Pick<Actions, "toggle" | "save" | "fail">) {}

  update({ answer, width }: PageState): void {
    const { summary, whole } = answer ?? {};
    const { histogram } = summary ?? {};
    if (!this.drawn.isNew(histogram, whole, width)) return;
    this.element.hidden = histogram === undefined;
    if (histogram !== undefined) this.draw(histogram, whole, width === "wide" ? 336 : 196);
  }

  private draw(histogram: Histogram, whole: Histogram | undefined, width: number): void {
    const { n, title } = histogram;
    const scale = scaleOf([...histogram.bars, ...(whole?.bars ?? [])], width);
    const all = whole === undefined || whole.n === n ? histogram : whole;
    const top = Math.max(1, ...all.bars.map((bar) => bar.count), ...histogram.bars.map((bar) => bar.count));
    const words = `Histogram of the ${title} of ${count(n)} samples, mean ${fixed(histogram.mean)}`;
    const box = svg("svg", {
      width,
      height: height + 18,
      viewBox: `0 0 ${width} ${height + 18}`,
      role: "img",
      "aria-label": words,
    });
    if (all !== histogram) box.append(svg("path", { class: "ghost", d: barsPath(all.bars, scale, top) }));
    box.append(svg("path", { class: "solid", d: barsPath(histogram.bars, scale, top) }));
    const cursor = svg("path", { class: "reading", d: "" });
    box.append(cursor, svg("path", { class: "axis", d: `M0 ${height + 0.5}H${width}` }));
    box.append(...meanMark(histogram, scale, width), ...endCounts(histogram, scale, top, width));
    for (const tick of scale.ticks) {
      const x = scale.x(tick);
      const anchor = x < 8 ? "start" : x > width - 8 ? "end" : "middle";
      box.append(svg("text", { x, y: height + 14, "text-anchor": anchor }, bound(tick)));
    }
    this.listen(box, histogram, scale, cursor);
    this.at = this.from = undefined;
    fill(this.reading, `n ${count(n)}; drag to filter`);
    const name = capitalised(title);
    this.element.replaceChildren(
      element("div", { class: "caption" }, element("h2", {}, name), this.reading, this.tools(name, histogram)),
      this.keys(box, histogram, scale, cursor),
    );
  }

  private tools(name: string, { bars, n }: Histogram): HTMLElement {
    const rows = bars.map(({ from, to, count: samples }) => [from, to, samples]);
    const data = { title: `${name}, n ${count(n)}`, heads: ["from", "to", "samples"], rows };
    return chartTools(
      this.element,
      name,
      toolsOf(this.actions)(() => data),
    );
  }

  private listen(box: SVGSVGElement, { bars, n }: Histogram, scale: Scale, cursor: SVGPathElement): void {
    const barAt = (event: PointerEvent): number => {
      const { left, width } = box.getBoundingClientRect();
      const value = scale.value(((event.clientX - left) / width) * scale.width);
      const found = bars.findIndex(({ from, to }) => (from === to ? value < from + scale.unit / 2 : value < to));
      return found < 0 ? bars.length - 1 : found;
    };
    box.addEventListener("pointerdown", (event) => {
      this.from = barAt(event);
      box.setPointerCapture(event.pointerId);
    });
    box.addEventListener("pointermove", (event) => this.read(barAt(event), bars, n, scale, cursor));
    box.addEventListener("pointerup", (event) => {
      const to = barAt(event);
      this.filter(bars, this.from ?? to, to);
      this.from = undefined;
    });
  }

  /** ←→ reads, Shift+←→ chooses a range, Enter filters. */
  private keys(box: SVGElement, { bars, n }: Histogram, scale: Scale, cursor: SVGPathElement): HTMLElement {
    const frame = element("div", {
      class: "plot",
      tabindex: "0",
      role: "group",
      "aria-label": "Histogram: left and right arrow read the bars, with Shift they choose a range, Enter filters",
    });
    frame.append(box);
    frame.addEventListener("keydown", (event) => {
      const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
      if (step !== 0) {
        const before = this.at ?? (step > 0 ? -1 : bars.length);
        this.from = event.shiftKey ? (this.from ?? Math.max(0, before)) : undefined;
        this.read(Math.min(bars.length - 1, Math.max(0, before + step)), bars, n, scale, cursor);
        event.preventDefault();
      } else if (event.key === "Enter" && this.at !== undefined) this.filter(bars, this.from ?? this.at, this.at);
    });
    return frame;
  }

  private read(at: number, bars: readonly HistogramBar[], n: number, scale: Scale, cursor: SVGPathElement): void {
    this.at = at;
    const [low, high] = [Math.min(at, this.from ?? at), Math.max(at, this.from ?? at)];
    const [first, last] = [bars[low], bars[high]];
    if (first === undefined || last === undefined) return;
    const inside = bars.slice(low, high + 1).reduce((sum, bar) => sum + bar.count, 0);
    const range = first.from === last.to ? bound(first.from) : `${fixed(first.from)} to ${fixed(last.to)}`;
    fill(this.reading, `${range}: ${count(inside)} of ${count(n)}`);
    const [left] = scale.span(first);
    const [, right] = scale.span(last);
    cursor.setAttribute("d", `M${left} 0H${right}V${height}H${left}Z`);
  }

  private filter(bars: readonly HistogramBar[], from: number, to: number): void {
    const [first, last] = [bars[Math.min(from, to)], bars[Math.max(from, to)]];
    if (first === undefined || last === undefined) return;
    this.actions.toggle(first === last ? first.filter : joined(first, last, last === bars.at(-1)));
  }
}

/** The filter of several bars, from the filters of the first and the last one. */
function joined(first: HistogramBar, last: HistogramBar, isClosed: boolean): string {
  const field = /^[^<>=]+/.exec(first.filter)?.[0] ?? "reward";
  if (isClosed || last.from === last.to) return `${field}=${first.from}..${last.to}`;
  return `${field}>=${first.from} ${field}<${last.to}`;
}

interface Scale {
  readonly width: number;
  readonly ticks: readonly number[];
  /** Width of a bar of one value, on the scale of the values. */
  readonly unit: number;
  x(value: number): number;
  value(x: number): number;
  /** Left and right of a bar. */
  span(bar: Pick<HistogramBar, "from" | "to">): readonly [number, number];
}

function scaleOf(bars: readonly HistogramBar[], width: number): Scale {
  const single = bars.some(({ from, to }) => from === to);
  const values = [...new Set(bars.flatMap(({ from, to }) => [from, to]))].sort((a, b) => a - b);
  const gaps = values.slice(1).map((value, i) => value - (values[i] ?? 0));
  const unit = single ? Math.min(1, ...gaps) : 0;
  const [low, high] = [(values[0] ?? 0) - unit / 2, (values.at(-1) ?? 1) + unit / 2];
  const range = high - low || 1;
  const x = (value: number): number => Math.round(((value - low) / range) * width * 10) / 10;
  return {
    width,
    unit,
    // Half a bar beyond the outermost values there is none to read.
    ticks: single && values.length <= fewValues ? values : ticksIn(low + unit / 2, high - unit / 2),
    x,
    value: (at) => low + (at / width) * range,
    span: ({ from, to }) => (from === to ? [x(from - unit / 2), x(from + unit / 2)] : [x(from), x(to)]),
  };
}

/** So many values have a tick each. */
const fewValues = 5;

/** Round numbers, at most nine of them. */
export function ticksIn(low: number, high: number): number[] {
  const rough = (high - low) / 8;
  const power = 10 ** Math.floor(Math.log10(rough || 1));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((size) => size >= rough) ?? rough;
  const ticks: number[] = [];
  for (let i = Math.ceil(low / step - 1e-9); i * step <= high + step * 1e-9; i++)
    ticks.push(Number((i * step).toPrecision(12)));
  return ticks;
}

function barsPath(bars: readonly HistogramBar[], scale: Scale, top: number): string {
  return bars
    .filter((bar) => bar.count > 0)
    .map((bar) => {
      const [left, right] = scale.span(bar);
      const tall = Math.max(1, (bar.count / top) * (height - 16));
      const inset = right - left > 4 ? 1 : 0.3;
      const wide = Math.max(1, right - left - 2 * inset);
      return `M${left + inset} ${height}v${-tall}h${wide}v${tall}z`;
    })
    .join("");
}

function meanMark({ mean }: Histogram, scale: Scale, width: number): SVGElement[] {
  const x = scale.x(mean);
  // Beside the mark there is room for its words and for the count of the last bar, or they stand on its left.
  const isRight = x > Math.max(96, width - 100);
  const words = svg(
    "text",
    { x: x + (isRight ? -4 : 4), y: 12, "text-anchor": isRight ? "end" : "start" },
    `mean ${fixed(mean)}`,
  );
  return [svg("path", { class: "mark", d: `M${x} 6V${height}` }), words];
}

/** The two ends with their counts: how many samples are at the minimum, and at the maximum. */
function endCounts({ bars }: Histogram, scale: Scale, top: number, width: number): SVGElement[] {
  const [first, last] = [bars[0], bars.at(-1)];
  const y = (bar: HistogramBar): number => height - (bar.count / top) * (height - 16) - 4;
  const made: SVGElement[] = [];
  if (last !== undefined && last.count > 0 && last !== first) {
    made.push(svg("text", { class: "strong", x: width - 1, y: y(last), "text-anchor": "end" }, count(last.count)));
  }
  if (first !== undefined && first.count > 0) {
    made.push(svg("text", { class: "strong", x: Math.max(1, scale.span(first)[0]), y: y(first) }, count(first.count)));
  }
  return made;
}

/** The band of the page Judges: right with interval, right by subset, and the quotes by how they were found. */
import type { Part as FigurePart, Share } from "../../../../server/core/runs/figures/figure";
import type { JudgeFigures } from "../../../../server/core/runs/figures/judges";
import type { QuoteRung } from "../../../../server/core/runs/pages/judgePages";
import { dotWithInterval } from "../../../charts/intervals";
import { element, link, type Child } from "../../../shared/dom";
import type { FigureData } from "../../../shared/figureData";
import { chartTools } from "../../../shared/figureTools";
import { severityShape } from "../../../shared/severityShape";
import type { PageWidth } from "../../model/columns";
import { count, percent, percents, plural } from "../../model/words";
import { styled } from "../part";
import type { ToolsOf } from "../toolsOf";

export interface JudgeActions {
  toggle(term: string): void;
  /** Lists the quotes of a rung, or those that are not as written again. */
  list(rung: QuoteRung): void;
  readonly tools: ToolsOf;
}

/** Maximum number of subsets that are drawn. */
const maxSubsets = 8;

/** The lowest end of the axis of subsets: below it, the axis begins at 0. */
const axisFrom = 0.4;

export function judgeBand(
  figures: JudgeFigures,
  width: PageWidth,
  listed: QuoteRung | undefined,
  actions: JudgeActions,
): HTMLElement {
  const sections = [
    verdicts(figures, actions),
    subsets(figures, width, actions),
    quotes(figures, width, listed, actions),
  ];
  const there = sections.filter((section) => section !== undefined);
  return element("div", { class: there.length === 3 ? "cols three" : "cols two" }, ...there);
}

function verdicts(figures: JudgeFigures, actions: JudgeActions): HTMLElement {
  const { right, recorded, without, disagreeing, orders, slots, otherGold, n } = figures;
  const [own, ...others] = right;
  const isSame = ({ figure }: FigurePart<Share>): boolean => figure.k === own?.figure.k && figure.n === own.figure.n;
  const same = others.filter(isSame).map(({ name }) => name);
  const rows: [Child, string, string][] = [
    ...(own === undefined || same.length === 0
      ? []
      : [[`read as ${own.name}; the same as ${same.join(", ")}`, "", ""] as [Child, string, string]]),
    ...others
      .filter((other) => !isSame(other))
      .map(({ name, figure }): [Child, string, string] => [`read as ${name}`, percent(figure.value), nOf(figure)]),
    ...(recorded === undefined
      ? []
      : ([
          ["as recorded", percent(recorded.right.value), nOf(recorded.right)],
          ["of these from the text", count(recorded.agree.k), `of ${count(recorded.agree.n)}`],
        ] as [Child, string, string][])),
    [shareName(disagreeing, actions), count(disagreeing.figure.k), `of ${count(disagreeing.figure.n)}`],
    [shareName(without, actions), count(without.figure.k), `of ${count(without.figure.n)}`],
    ...(otherGold.n === 0 ? [] : [["gold is neither response", count(otherGold.n), ""] as [Child, string, string]]),
    ...(orders === undefined
      ? []
      : ([
          [
            link("flips: first, second slot", "Filter: flipped", () => actions.toggle("flipped")),
            `${count(orders.lean.first)}, ${count(orders.lean.second)}`,
            `p ${orders.lean.p.toPrecision(2)}`,
          ],
        ] as [Child, string, string][])),
    ...(slots === undefined
      ? []
      : ([
          [
            "right, gold first or second",
            `${percent(slots.first.value, 0)}, ${percent(slots.second.value, 0)}`,
            `p ${slots.p.toPrecision(2)}`,
          ],
        ] as [Child, string, string][])),
  ];
  const headline =
    own?.figure.value === undefined
      ? [element("b", {}, plural(n, "judgement")), element("span", { class: "quiet" }, "without a gold label")]
      : [
          element("strong", {}, percent(own.figure.value)),
          element("span", { class: "quiet", title: `Read as ${own.name}` }, `right, ${intervalWords(own.figure)}`),
        ];
  const list = rows.flatMap(([name, value, note]) => [
    element("dt", {}, name),
    element("dd", {}, value, " ", element("span", { class: "quiet" }, note)),
  ]);
  const section = element(
    "section",
    { "aria-label": "Verdicts" },
    element("p", { class: "headline" }, ...headline),
    element("dl", { class: "judgefigures" }, ...list),
  );
  section.append(
    chartTools(
      section,
      "Verdicts",
      actions.tools(() => verdictData(figures)),
    ),
  );
  return section;
}

function verdictData({ right, recorded, without, disagreeing, n }: JudgeFigures): FigureData {
  const rows = [
    ...right.map(({ name, figure }) => shareCells(`right, read as ${name}`, figure)),
    ...(recorded === undefined
      ? []
      : [shareCells("right, as recorded", recorded.right), shareCells("recorded, from the text", recorded.agree)]),
    shareCells(disagreeing.name, disagreeing.figure),
    shareCells(without.name, without.figure),
  ];
  return { title: `Verdicts, n ${count(n)}`, heads: shareHeads("what"), rows };
}

function shareHeads(what: string): string[] {
  return [what, "share", "95 % low", "95 % high", "samples", "n"];
}

function shareCells(name: string, { value, interval, k, n }: Share): FigureData["rows"][number] {
  return [name, value, interval?.low, interval?.high, k, n];
}

function shareName({ name, filter }: FigurePart<Share>, actions: JudgeActions): Child {
  return link(name, `Filter: ${filter ?? ""}`, filter === undefined ? undefined : () => actions.toggle(filter));
}

function intervalWords({ interval, n }: Share): string {
  return `${interval === undefined ? "" : `${percents(interval.low, interval.high)}, `}n ${count(n)}`;
}

function nOf({ n }: Share): string {
  return `n ${count(n)}`;
}

/** Right by subset, as dot and interval on one axis; by task type where there is no subset. */
function subsets(
  { bySubset, byTaskType }: JudgeFigures,
  width: PageWidth,
  actions: JudgeActions,
): HTMLElement | undefined {
  const [parts, what] = bySubset.length > 0 ? [bySubset, "subset"] : [byTaskType, "task type"];
  if (parts.length === 0) return undefined;
  const shown = parts.slice(0, maxSubsets);
  const lowest = Math.min(1, ...shown.map(({ figure }) => figure.interval?.low ?? 1));
  const axis = { low: lowest >= axisFrom ? axisFrom : 0, high: 1 };
  const lines = shown.flatMap(({ name, figure, filter }): Child[] => [
    element(
      "span",
      { class: "cut", title: name },
      link(name, `Filter: ${filter ?? ""}`, filter === undefined ? undefined : () => actions.toggle(filter)),
    ),
    dotWithInterval(figure.value ?? 0, figure.interval, axis, {
      width: { narrow: 150, normal: 84, wide: 240 }[width],
      label: `${name}: ${percent(figure.value)} right, ${intervalWords(figure)}`,
    }),
    element("span", { class: "num" }, percent(figure.value)),
    element("span", { class: "num quiet" }, nOf(figure)),
  ]);
  const more = parts.length - shown.length;
  const title = `Right, by ${what}`;
  const section = element("section", { "aria-label": title });
  section.append(
    element(
      "div",
      { class: "caption" },
      element("h2", {}, title),
      element("span", { class: "cut" }, `${percent(axis.low, 0).replace(" %", "")} to 100 %, 95 % intervals`),
      chartTools(
        section,
        title,
        actions.tools(() => ({
          title,
          heads: shareHeads(what),
          rows: parts.map(({ name, figure }) => shareCells(name, figure)),
        })),
      ),
    ),
    element("div", { class: "lines" }, ...lines),
    ...(more === 0 ? [] : [element("p", { class: "quiet small" }, `${plural(more, what)} more.`)]),
  );
  return section;
}

const worse = { altered: "information", other: "warning", invented: "warning" } as const;

function quotes(
  { quotes: found }: JudgeFigures,
  width: PageWidth,
  listed: QuoteRung | undefined,
  actions: JudgeActions,
): HTMLElement | undefined {
  if (found === undefined) return undefined;
  const { n, judgements } = found;
  const rungs = ["exact", "normalised", "altered", "other", "invented"] as const;
  const most = Math.max(1, ...rungs.map((rung) => found[rung].figure));
  const widest = { narrow: 110, normal: 52, wide: 160 }[width];
  const lines = rungs.flatMap((rung): Child[] => {
    const { name, figure } = found[rung];
    const isWorse = rung in worse;
    const bar = styled(element("i", isWorse ? { class: "quotebar less" } : { class: "quotebar" }), {
      width: figure === 0 ? "0" : `${Math.max(2, (figure / most) * widest)}px`,
    });
    const button = element(
      "button",
      {
        type: "button",
        class: "rung",
        "data-rung": rung,
        "aria-pressed": String(listed === rung),
        title: `List the quotes that are ${name}`,
      },
      isWorse ? severityShape(worse[rung as keyof typeof worse]) : element("span", { class: "noshape" }),
      name,
    );
    button.addEventListener("click", () => actions.list(rung));
    return [
      button,
      element("span", { "aria-hidden": "true" }, bar),
      element("span", { class: "num" }, count(figure)),
      element("span", { class: "num quiet" }, width === "normal" ? "" : percent(n === 0 ? 0 : figure / n)),
    ];
  });
  const section = element("section", { "aria-label": "Quotes" });
  const data = (): FigureData => ({
    title: `Quotes, n ${count(n)}`,
    heads: ["how they were found", "quotes", "of"],
    rows: rungs.map((rung) => [found[rung].name, found[rung].figure, n]),
  });
  section.append(
    element(
      "div",
      { class: "caption" },
      element("h2", {}, "Quotes"),
      element("span", {}, `${count(n)} in ${plural(judgements, "judgement")}`),
      chartTools(section, "Quotes by how they were found", actions.tools(data)),
    ),
    element("div", { class: "lines" }, ...lines),
  );
  return section;
}

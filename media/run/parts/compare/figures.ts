/** How far run B is from run A: the difference with its interval, prompts by their change, and shares by rule. */
import type { ComparedShare, Comparison } from "../../../../server/core/runs/figures/comparison";
import type { Mean } from "../../../../server/core/runs/figures/figure";
import { difference as drawn, dumbbell } from "../../../charts/intervals";
import { element, link, type Child } from "../../../shared/dom";
import type { FigureData } from "../../../shared/figureData";
import { chartTools } from "../../../shared/figureTools";
import type { PageWidth } from "../../model/columns";
import { between, count, fixed, percent, signed } from "../../model/words";
import { styled } from "../part";
import type { ToolsOf } from "../toolsOf";

export type ChangedTo = "worse" | "same" | "better";

/** Maximum number of rules that are drawn. */
const maxRules = 7;

export interface FigureActions {
  /** Shows the prompts that changed like that, or all again. */
  changed(to: ChangedTo): void;
  toggle(term: string): void;
  readonly tools: ToolsOf;
}

interface Shown {
  readonly comparison: Comparison;
  readonly width: PageWidth;
  readonly digits: number;
  readonly changedTo: ChangedTo | undefined;
}

export function compareFigures(shown: Shown, actions: FigureActions): HTMLElement {
  const rules = ruleSection(shown, actions);
  return element("div", { class: "cols two" }, differenceSection(shown, actions), rules);
}

function differenceSection({ comparison, width, digits, changedTo }: Shown, actions: FigureActions): HTMLElement {
  const { by, difference, a, b } = comparison;
  const section = element("section", { "aria-label": "Difference" });
  section.append(
    chartTools(
      section,
      "Difference, B − A",
      actions.tools(() => differenceData(comparison)),
    ),
  );
  if (by === "nothing" || difference === undefined) {
    const why = by === "nothing" ? "Not paired: fewer than half have a partner." : "No pair has a reward in both runs.";
    section.append(
      element("p", { class: "headline" }, element("b", {}, why)),
      ...[a, b].map(({ name, reward, n }) =>
        element(
          "p",
          { class: "quiet" },
          `${name}: ${reward === undefined ? `no reward, n ${count(n)}` : meanWords(reward, digits)}`,
        ),
      ),
    );
    return section;
  }
  const { value, interval, clusters } = difference;
  const range = interval === undefined ? "no interval of one pair" : `95 % ${signedRange(interval, digits)}`;
  const label = `B − A: ${signed(value, digits)}, ${range}`;
  section.append(
    element(
      "p",
      { class: "headline" },
      element("strong", {}, signed(value, digits)),
      element("span", { class: "quiet" }, `B − A, mean reward a prompt, ${range}`),
    ),
    drawn(value, interval, {
      width: { narrow: 300, normal: 400, wide: 520 }[width],
      label,
      end: (end) => signed(end, Math.abs(end) < 1 ? 2 : 1),
    }),
    element(
      "p",
      { class: "quiet small" },
      `A ${meanOf(a.reward, digits)}, B ${meanOf(b.reward, digits)}; error by prompt${clusters < 20 ? `, of ${count(clusters)} only` : ""}. ${mcNemarWords(comparison)}`,
    ),
    stack(comparison, changedTo, actions),
  );
  return section;
}

function mcNemarWords({ mcNemar }: Comparison): string {
  if (mcNemar === undefined) return "No McNemar: prompts have several rollouts, or nothing says what is right.";
  const { both, onlyA, onlyB, neither, p } = mcNemar;
  return `Right in A alone ${count(onlyA)}, in B alone ${count(onlyB)}, in both ${count(both)}, in neither ${count(neither)}: McNemar p = ${p.toPrecision(2)}.`;
}

/** One bar of all prompts: worse, the same, better. */
function stack({ changed }: Comparison, pressed: ChangedTo | undefined, actions: FigureActions): HTMLElement {
  const bar = element("div", { class: "stack", role: "group", "aria-label": "Prompts by their change" });
  if (changed === undefined) return bar;
  const marks = { worse: "▼ ", same: "", better: "▲ " } as const;
  for (const to of ["worse", "same", "better"] as const) {
    const n = changed[to];
    const made = element(
      "button",
      { type: "button", class: to, "aria-pressed": String(pressed === to), title: `Show the prompts that are ${to}` },
      `${marks[to]}${count(n)} ${to}`,
    );
    styled(made, { "flex-grow": String(Math.max(n, 1)) });
    made.addEventListener("click", () => actions.changed(to));
    bar.append(made);
  }
  return bar;
}

function ruleSection({ comparison, width }: Shown, actions: FigureActions): HTMLElement {
  const { rules } = comparison;
  const clear = rules.filter(({ change }) => change !== "not clear");
  const others = rules.filter(
    (rule) => !clear.includes(rule) && Math.max(rule.a.value ?? 0, rule.b.value ?? 0) >= 0.01,
  );
  const listed = [...clear, ...others].slice(0, maxRules);
  const most = Math.max(0.01, ...listed.flatMap(({ a, b }) => [a.value ?? 0, b.value ?? 0]));
  const section = element("section", { "aria-label": "By rule" });
  const title = "Share of samples, by rule";
  const caption = element(
    "div",
    { class: "caption" },
    element("h2", {}, title),
    element("span", {}, `ring A, n ${count(comparison.a.n)}; disc B, n ${count(comparison.b.n)}`),
    chartTools(
      section,
      title,
      actions.tools(() => rulesData(comparison)),
    ),
  );
  const body =
    listed.length === 0
      ? [element("p", { class: "quiet small" }, "No rule finds anything in a hundredth of either run.")]
      : [element("div", { class: "lines" }, ...listed.flatMap((rule) => ruleLine(rule, most, width, actions)))];
  section.append(caption, ...body);
  return section;
}

function differenceData({ a, b, difference, changed }: Comparison): FigureData {
  const mean = (name: string, of: Mean | undefined): FigureData["rows"][number] => [
    ...[name, of?.value, of?.interval?.low, of?.interval?.high, of?.n],
  ];
  const counts = Object.entries(changed ?? {}).map(([to, n]) => [`prompts: ${to}`, n, undefined, undefined, undefined]);
  const rows = [
    mean(`A, ${a.name}`, a.reward),
    mean(`B, ${b.name}`, b.reward),
    mean("B − A, mean reward a prompt", difference),
    ...counts,
  ];
  return { title: "Difference, B − A", heads: ["what", "value", "95 % low", "95 % high", "n"], rows };
}

function rulesData({ rules }: Comparison): FigureData {
  const rows = rules.map(({ name, a, b, difference, interval, change }) => [
    ...[name, a.value, a.n, b.value, b.n, difference, interval.low, interval.high, change],
  ]);
  const heads = ["rule", "A", "A: n", "B", "B: n", "B − A", "95 % low", "95 % high", "change"];
  return { title: "Share of samples with a finding, by rule", heads, rows };
}

const changeWords = { better: "▲ better", worse: "▼ worse", "not clear": "not clear" };

function ruleLine(rule: ComparedShare, most: number, width: PageWidth, actions: FigureActions): Child[] {
  const { name, a, b, interval, change, filter } = rule;
  const shares = `${percent(a.value)} → ${percent(b.value)}`;
  const range = `difference ${between({ low: interval.low * 100, high: interval.high * 100 }, 1)} % of the samples`;
  return [
    element(
      "span",
      { class: "cut" },
      link(name, `Filter: ${filter}`, () => actions.toggle(filter)),
    ),
    dumbbell(a.value ?? 0, b.value ?? 0, most, {
      width: { narrow: 80, normal: 110, wide: 300 }[width],
      label: `A ${percent(a.value)}, B ${percent(b.value)}`,
      change,
    }),
    element("span", { class: "num" }, shares),
    element("span", { class: change === "not clear" ? "num quiet" : "num", title: range }, changeWords[change]),
  ];
}

function meanOf(mean: Mean | undefined, digits: number): string {
  return mean === undefined ? "–" : fixed(mean.value, digits);
}

export function meanWords({ value, interval, n }: Mean, digits: number): string {
  const range = interval === undefined ? "" : `, ${between(interval, digits)}`;
  return `${fixed(value, digits)}${range}, n ${count(n)}`;
}

function signedRange({ low, high }: { readonly low: number; readonly high: number }, digits: number): string {
  return `${signed(low, digits)} to ${signed(high, digits)}`;
}

/** Chooses the table's columns, by the run's content and the page's width. */
import type { RunKind, RunShape } from "../../../server/core/runs/pages/page";
import type { SortColumn } from "../../../server/core/runs/rows/sortKey";

export type PageWidth = "narrow" | "normal" | "wide";

/** Narrow below 640 pixels, wide from 1,180 on. */
export function widthOf(pixels: number): PageWidth {
  return pixels < 640 ? "narrow" : pixels < 1180 ? "normal" : "wide";
}

export interface Column {
  readonly id: string;
  readonly title: string;
  /** For screen readers and as a tooltip, if it says more than the title. */
  readonly label: string;
  /** Pixels, or a share of the remaining width. */
  readonly size: { readonly pixels: number } | { readonly share: number };
  readonly isNumber: boolean;
  /** The column to sort by; undefined if it cannot be sorted. */
  readonly sort: SortColumn | undefined;
}

/** Maximum number of components that have a column by default. */
const maxComponents = 3;

/** All columns for which the run has values, in their order. */
export function columnsOf(shape: RunShape, width: PageWidth): Column[] {
  const slim = width === "narrow";
  const { rewards, components } = shape;
  const number = (id: string, title: string, pixels: number, sort: SortColumn | undefined, label = title): Column => ({
    id,
    title,
    label,
    size: { pixels },
    isNumber: true,
    sort,
  });
  const words = (id: string, title: string, share: number, sort: SortColumn | undefined): Column => ({
    id,
    title,
    label: title,
    size: { share },
    isNumber: false,
    sort,
  });
  const found: Column = {
    id: "findings",
    title: "Findings",
    label: "Findings, the worst first",
    size: { pixels: slim ? 136 : 164 },
    isNumber: false,
    sort: "findings",
  };
  return [
    number("row", "#", Math.max(slim ? 42 : 46, 16 + 8 * String(shape.samples).length), "row", "Number of the sample"),
    number("step", "Step", 42, "step"),
    words("file", "File", 0.6, "file"),
    words("model", "Model", 0.5, "model"),
    words("category", shape.kind === "judges" ? "Subset" : "Category", 0.4, "category"),
    words("question", "Question", 1.25, "question"),
    words("calls", "Calls", 1, "firstCall"),
    number("verdict", "Verdict", 58, "verdict"),
    number("gold", "Gold", 46, "gold"),
    number("right", "Right", 48, "right"),
    number(
      "reward",
      "Reward",
      slim ? 100 : 110,
      "reward",
      rewards === undefined ? "Reward" : rangeLabel("Reward", rewards),
    ),
    ...components.map((component) =>
      number(
        `component.${component.name}`,
        component.name,
        Math.max(54, Math.min(110, 20 + component.name.length * 6.2)),
        `component.${component.name}`,
        rangeLabel(component.name, component),
      ),
    ),
    number("recorded", "Recorded", 70, "recorded", "The reward that the run recorded"),
    number("advantage", "Adv.", 62, "advantage", "Advantage, as recorded"),
    number("quotes", "Quotes", 62, "quotes", "Quotes that are not as written, of all"),
    words("taskType", "Type", 0.3, "taskType"),
    number("turns", "Turns", 52, "turns"),
    number("callCount", "Calls", 50, "calls", "Number of calls"),
    number("toolErrors", "Tool errors", 78, "toolErrors"),
    words("endedBy", "Ended by", 0.35, "endedBy"),
    found,
    number("length", "Length", 60, "length", "Length in characters"),
  ];
}

function rangeLabel(name: string, { least, most }: { readonly least: number; readonly most: number }): string {
  return `${name}, ${least} to ${most}`.replaceAll("-", "−");
}

/** The default columns. */
export function usualColumns(shape: RunShape, width: PageWidth): string[] {
  const first = shape.kind === "judges" ? "right" : "reward";
  const usual = width === "narrow" ? ["row", first, "findings", "question"] : usualOf[shape.kind];
  const named = width === "wide" ? [...usual, "length"] : usual;
  const parts = shape.components.slice(0, maxComponents).map(({ name }) => `component.${name}`);
  const ids = named.flatMap((id) => (id === "components" ? parts : [id]));
  return ids.filter((id) => isTelling(id, shape));
}

const usualOf: Readonly<Record<RunKind, readonly string[]>> = {
  rollouts: ["row", "step", "question", "calls", "reward", "components", "recorded", "findings"],
  judges: ["row", "category", "question", "verdict", "gold", "right", "quotes", "taskType", "findings"],
  evaluation: ["row", "question", "components", "findings", "turns", "length"],
  trajectories: ["row", "question", "reward", "turns", "callCount", "toolErrors", "endedBy", "findings", "length"],
  chat: ["row", "question", "turns", "callCount", "findings", "length"],
};

/** Does the column tell anything? Not if all its values are the same. */
function isTelling(id: string, shape: RunShape): boolean {
  switch (id) {
    case "step":
      return shape.steps > 1;
    case "file":
      return shape.files > 1;
    case "model":
      return shape.models > 1;
    case "category":
      return shape.categories > 1;
    case "calls":
    case "callCount":
      return shape.hasCalls;
    case "reward":
      return shape.rewards !== undefined;
    case "recorded":
      return shape.isRecorded;
    case "advantage":
      return shape.hasAdvantages;
    case "findings":
      return shape.hasFindings;
    case "toolErrors":
      return shape.hasToolErrors;
    case "quotes":
      return shape.hasQuotes;
    case "turns":
      return shape.turns > 2;
    default:
      return true;
  }
}

/** The chosen columns, in their order. */
export function chosenColumns(shape: RunShape, width: PageWidth, chosen: readonly string[] | undefined): Column[] {
  const all = columnsOf(shape, width);
  const ids = width === "narrow" || chosen === undefined ? usualColumns(shape, width) : chosen;
  if (width === "narrow") return ids.flatMap((id) => all.find((column) => column.id === id) ?? []);
  return all.filter(({ id }) => ids.includes(id));
}

/** The table's columns for a CSS grid, after the gutter for the brackets. */
export function templateOf(
  columns: readonly Column[],
  gutter: number,
  widths: Readonly<Record<string, number>>,
): string {
  const sizes = columns.map(({ id, size }) => {
    const own = widths[id];
    if (own !== undefined) return `${own}px`;
    return "pixels" in size ? `${Math.round(size.pixels)}px` : `minmax(60px, ${size.share}fr)`;
  });
  return [`${gutter}px`, ...sizes].join(" ");
}

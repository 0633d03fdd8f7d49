/** What a chart shows, as a table of numbers and names. */
import { csvRow } from "../../server/core/text/csv";
import { element } from "./dom";

export interface FigureData {
  readonly title: string;
  /** The names of the columns, with their units. */
  readonly heads: readonly string[];
  readonly rows: readonly (readonly FigureCell[])[];
}

/** Undefined: there is no such number. */
export type FigureCell = string | number | undefined;

/** Numbers are as exact as they are known. */
export function csvOf({ heads, rows }: FigureData): string {
  return [heads, ...rows].map((cells) => `${csvRow(cells)}\r\n`).join("");
}

/** Stands over the figure, and scrolls. */
export function tableOf({ title, heads, rows }: FigureData): HTMLElement {
  const isNumber = heads.map((_, column) => rows.some((cells) => typeof cells[column] === "number"));
  const kind = (column: number): Record<string, string> => (isNumber[column] === true ? { class: "n" } : {});
  const head = heads.map((text, column) => element("th", { scope: "col", ...kind(column) }, text));
  const body = rows.map((cells) => {
    const made = heads.map((_, column) =>
      column === 0
        ? element("th", { scope: "row", ...kind(column) }, shown(cells[column]))
        : element("td", kind(column), shown(cells[column])),
    );
    return element("tr", {}, ...made);
  });
  const table = element(
    "table",
    { class: "plain" },
    element("caption", { class: "sr" }, title),
    element("thead", {}, element("tr", {}, ...head)),
    element("tbody", {}, ...body),
  );
  return element("div", { class: "figuredata", role: "region", tabindex: "0", "aria-label": `${title}: table` }, table);
}

function shown(cell: FigureCell): string {
  if (cell === undefined) return "–";
  return typeof cell === "string" ? cell : String(Number(cell.toPrecision(6))).replace("-", "−");
}

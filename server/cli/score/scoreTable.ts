import { printableLine, withoutCommands } from "../../core/text/printable";
import { shorten } from "../../core/text/shorten";
import type { TextStyle } from "../output/text";

type Row = Readonly<Record<string, unknown>>;

/** Columns of a table: which they are, and how wide. */
interface Column {
  readonly name: string;
  readonly width: number;
  readonly isNumber: boolean;
}

const longestCell = 24;

/**
 * The lines of `score` as a table for people. It is written while the lines arrive, so the first row of a file gives
 * the columns; a row with others begins a new head.
 */
export class ScoreTable {
  private file: string | undefined;
  private columns: readonly Column[] = [];

  constructor(private readonly style: TextStyle) {}

  /** @param lines whole lines of JSON */
  write(lines: string): string {
    const rows = lines
      .split("\n")
      .filter((line) => line !== "")
      .flatMap((line) => this.rowsOf(JSON.parse(line) as Row));
    return withoutCommands(rows.map((line) => `${line.trimEnd()}\n`).join(""));
  }

  private rowsOf(row: Row): string[] {
    const { colours } = this.style;
    const written: string[] = [];
    const file = textOf(row["file"]);
    if (file !== this.file) {
      if (this.file !== undefined) written.push("");
      written.push(colours.bold(this.fitting(file)));
      this.file = file;
      this.columns = [];
    }
    const place = `#${Number(row["record"]) + 1}${Number(row["trace"] ?? 0) > 0 ? `.${Number(row["trace"]) + 1}` : ""}`;
    const cells = { "": place, id: row["id"] ?? "", ...cellsOf(row) };
    const error = row["error"] as { readonly message?: unknown } | undefined;
    if (error !== undefined) {
      const name = [place.padStart(this.columns[0]?.width ?? 5), textOf(row["id"] ?? "")].filter((text) => text !== "");
      return [...written, this.fitting(`${name.join("  ")}  not scored: ${textOf(error.message)}`)];
    }
    if (!isSame(Object.keys(cells), this.columns)) {
      this.columns = Object.entries(cells).map(([name, value]) => columnOf(name, value));
      written.push(colours.dim(this.fitting(this.line(({ name }) => shorten(name, longestCell)))));
    }
    written.push(this.fitting(this.line(({ name }) => cellOf((cells as Row)[name]))));
    return written;
  }

  private line(cell: (column: Column) => string): string {
    return this.columns
      .map((column) => (column.isNumber ? cell(column).padStart(column.width) : cell(column).padEnd(column.width)))
      .join("  ");
  }

  private fitting(line: string): string {
    return shorten(printableLine(line), this.style.width);
  }
}

const placeKeys = new Set(["file", "record", "trace", "id"]);

/** What a line says beside its place: the score first, nested values under their own names. */
function cellsOf(row: Row): Row {
  const cells: Record<string, unknown> = "score" in row ? { score: row["score"] } : {};
  for (const [name, value] of Object.entries(row)) {
    if (placeKeys.has(name)) continue;
    if (Array.isArray(value)) cells[name] = value.map(textOf).join(", ");
    else if (typeof value === "object" && value !== null) Object.assign(cells, value);
    else cells[name] = value;
  }
  return cells;
}

function columnOf(name: string, value: unknown): Column {
  const isNumber = name === "" || typeof value === "number" || value === null;
  // The first row does not know how long the ids of others are.
  const least = name === "id" && value !== "" ? longestCell : 5;
  return { name, isNumber, width: Math.max(Math.min(name.length, longestCell), cellOf(value).length, least) };
}

function isSame(names: readonly string[], columns: readonly Column[]): boolean {
  return names.length === columns.length && columns.every(({ name }, i) => name === names[i]);
}

function cellOf(value: unknown): string {
  if (typeof value === "number") return String(Number(value.toFixed(4)));
  return value === null || value === undefined ? "–" : shorten(printableLine(textOf(value)), longestCell);
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

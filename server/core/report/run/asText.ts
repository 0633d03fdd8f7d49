import { printableLines } from "../../text/printable";
import type { Document, Table } from "./document";

/** A report for a terminal. */
export function asText({ sections }: Document): string {
  const lines = sections.flatMap(({ title, sentences, tables, notes, texts }, i) => [
    ...(i === 0 ? [] : [""]),
    title,
    ...sentences.map(({ lead, rest }) => `  ${[lead, rest].filter((part) => part !== "").join(" ")}`),
    ...notes.map((note) => `  ${note}`),
    ...tables.filter(({ rows }) => rows.length > 0).flatMap((table) => ["", ...tableLines(table)]),
    ...texts.flatMap(({ title: what, text }) => ["", `  ${what}`, ...text.split("\n").map((line) => `    ${line}`)]),
  ]);
  return printableLines(`${lines.join("\n")}\n`);
}

/** Maximum width of a column, except the last one, which has its full width. */
const widest = 48;

function tableLines({ caption, columns, rows, more }: Table): string[] {
  const all = [columns.map(({ title }) => title), ...rows];
  const widths = columns.map((_, column) =>
    Math.min(widest, Math.max(...all.map((row) => (row[column] ?? "").length))),
  );
  const cell = (text: string, column: number): string => {
    const width = widths[column] ?? 0;
    const cut = text.length > width && column < columns.length - 1 ? `${text.slice(0, width - 1)}…` : text;
    return columns[column]?.isNumber === true ? cut.padStart(width) : cut.padEnd(width);
  };
  return [
    `  ${caption}`,
    ...all.map((row) => `    ${row.map(cell).join("  ")}`.trimEnd()).filter((line) => line !== ""),
    ...(more > 0 ? [`    … and ${more} more`] : []),
  ];
}

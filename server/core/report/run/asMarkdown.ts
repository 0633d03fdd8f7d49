import { escapeMarkdown, printableLines } from "../../text/printable";
import type { Document, Table } from "./document";

/** A report in Markdown. Texts of traces are escaped, so that they are never markup. */
export function asMarkdown({ title, sections }: Document): string {
  const lines = [
    `# ${escapeMarkdown(title)}`,
    ...sections.flatMap(({ title: name, sentences, tables, notes, texts }) => [
      "",
      `## ${escapeMarkdown(name)}`,
      ...sentences.flatMap(({ lead, rest }) => [
        "",
        [lead === "" ? "" : `**${escapeMarkdown(lead)}**`, escapeMarkdown(rest)]
          .filter((part) => part !== "")
          .join(" "),
      ]),
      ...notes.flatMap((note) => ["", escapeMarkdown(note)]),
      ...tables.filter(({ rows }) => rows.length > 0).flatMap((table) => ["", ...tableLines(table)]),
      ...texts.flatMap(({ title: what, text }) => ["", escapeMarkdown(what), "", ...codeBlock(text)]),
    ]),
  ];
  return `${lines.join("\n")}\n`;
}

function tableLines({ caption, columns, rows, more }: Table): string[] {
  const line = (cells: readonly string[]): string => `| ${cells.map(escapeMarkdown).join(" | ")} |`;
  return [
    `${escapeMarkdown(caption)}${more > 0 ? `, ${more} more are left out` : ""}:`,
    "",
    line(columns.map(({ title }) => title)),
    `| ${columns.map(({ isNumber }) => (isNumber ? "---:" : "---")).join(" | ")} |`,
    ...rows.map(line),
  ];
}

/** A line that is indented by four spaces is code, whatever it contains. */
function codeBlock(text: string): string[] {
  return printableLines(text)
    .split("\n")
    .map((line) => `    ${line}`);
}

import { printable, printableLine } from "../../text/printable";
import { drawn } from "./drawn";
import type { Document, Section, Table } from "./document";

/**
 * A report as one self-contained page: no script, nothing to load. Texts of traces are escaped; the page's own content
 * policy also forbids everything else.
 */
export function asPage({ title, sections }: Document): string {
  const name = escapeHtml(printableLine(title));
  return [
    "<!doctype html>",
    '<html lang="en">',
    "<head>",
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="referrer" content="no-referrer">',
    `<title>${name}</title>`,
    `<style>${style}</style>`,
    "</head>",
    "<body>",
    "<main>",
    `<h1>${name}</h1>`,
    ...sections.map(sectionHtml),
    "</main>",
    "</body>",
    "</html>",
    "",
  ].join("\n");
}

function sectionHtml({ title, sentences, charts, tables, notes, texts }: Section): string {
  return [
    "<section>",
    `<h2>${shown(title)}</h2>`,
    ...sentences.map(({ lead, rest }) => `<p>${lead === "" ? "" : `<b>${shown(lead)}</b> `}${shown(rest)}</p>`),
    ...notes.map((note) => `<p class="quiet">${shown(note)}</p>`),
    ...charts.map((chart) => drawn(chart, escapeHtml)),
    ...tables.filter(({ rows }) => rows.length > 0).map(tableHtml),
    ...texts.map(
      ({ title: what, text }) =>
        `<details><summary>${shown(what)}</summary><pre>${escapeHtml(printable(text))}</pre></details>`,
    ),
    "</section>",
  ].join("\n");
}

function tableHtml({ caption, columns, rows, more }: Table): string {
  const classOf = (column: number): string => (columns[column]?.isNumber === true ? ' class="number"' : "");
  const cells = (tag: "td" | "th", row: readonly string[]): string =>
    row.map((cell, i) => `<${tag}${tag === "th" ? ' scope="col"' : ""}${classOf(i)}>${shown(cell)}</${tag}>`).join("");
  const left = more > 0 ? `, ${more} more are left out` : "";
  return [
    '<div class="scroll" tabindex="0">',
    `<table><caption>${shown(caption)}${left}</caption>`,
    `<thead><tr>${cells(
      "th",
      columns.map(({ title }) => title),
    )}</tr></thead>`,
    `<tbody>${rows.map((row) => `<tr>${cells("td", row)}</tr>`).join("\n")}</tbody>`,
    "</table></div>",
  ].join("\n");
}

function shown(text: string): string {
  return escapeHtml(printableLine(text));
}

/** Escapes a text for HTML, between tags and in attributes. */
function escapeHtml(text: string): string {
  return text.replace(/[&<>"']|#(?=#)|:(?=:)/g, (char) => `&#${char.charCodeAt(0)};`);
}

const style = `
:root { color-scheme: light dark; --ink: #1f1f1f; --quiet: #5a5a5a; --line: #d0d0d0; --paper: #fff; --earned: #1a5fb4; --lost: #b3261e; }
@media (prefers-color-scheme: dark) { :root { --ink: #e3e3e3; --quiet: #a8a8a8; --line: #454545; --paper: #1f1f1f; --earned: #6cb0ff; --lost: #ff8a80; } }
body { margin: 0; background: var(--paper); color: var(--ink); font: 14px/1.5 system-ui, sans-serif; }
main { max-width: 1000px; margin: 0 auto; padding: 24px 16px 64px; }
h1 { font-size: 20px; overflow-wrap: anywhere; } h2 { font-size: 16px; margin: 32px 0 8px; border-top: 1px solid var(--line); padding-top: 16px; }
p { margin: 6px 0; overflow-wrap: anywhere; } .quiet { color: var(--quiet); }
.scroll { overflow-x: auto; margin: 16px 0; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
caption { text-align: left; color: var(--quiet); padding-bottom: 4px; }
th, td { text-align: left; padding: 2px 16px 2px 0; vertical-align: top; border-bottom: 1px solid var(--line); max-width: 420px; overflow-wrap: anywhere; }
th { font-weight: 600; } .number { text-align: right; white-space: nowrap; }
figure { margin: 16px 0; } figcaption { color: var(--quiet); } svg { max-width: 100%; height: auto; }
svg text { fill: var(--ink); font: 11px system-ui, sans-serif; }
.axis { stroke: var(--line); } .bar { fill: var(--earned); } .bars .bar { fill: none; stroke: var(--lost); stroke-width: 1.5; }
.band { fill: var(--earned); opacity: .18; } .line { fill: none; stroke: var(--earned); stroke-width: 2; }
.line1 { stroke: var(--lost); stroke-dasharray: 6 3; } .line2 { stroke: var(--quiet); stroke-dasharray: 2 3; } .line3 { stroke: var(--ink); stroke-dasharray: 8 3 2 3; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; font: 12px/1.5 ui-monospace, monospace; } summary { overflow-wrap: anywhere; }
`;

import { count, fixed } from "../../runs/words";
import { printableLine } from "../../text/printable";
import { shorten } from "../../text/shorten";
import type { Bar, Chart } from "./document";

/** The charts of a page as SVG, without a script. Each is an image with its title; a table below has its figures. */

const [width, left, right, bottom] = [720, 56, 12, 22];

/** @param escape escapes a text for HTML */
export function drawn(chart: Chart, escape: (text: string) => string): string {
  const title = escape(printableLine(chart.title));
  if (chart.kind === "lines" ? chart.x.length === 0 : chart.bars.length === 0) return "";
  const inside =
    chart.kind === "bars"
      ? bars(chart.bars, escape)
      : chart.kind === "columns"
        ? columns(chart.bars, escape)
        : lines(chart, escape);
  return `<figure class="${chart.kind}"><figcaption>${title}</figcaption>${inside.replace("<svg", `<svg role="img" aria-label="${title}"`)}</figure>`;
}

/** One row for each bar, starting at the left. */
function bars(given: readonly Bar[], escape: (text: string) => string): string {
  const most = Math.max(...given.map(({ value }) => value), 1e-9);
  const names = 240;
  const room = width - names - 70;
  const rows = given.map(({ label, value }, i) => {
    const y = i * 20;
    const long = (Math.max(0, value) / most) * room;
    const name = escape(printableLine(shorten(label, 36)));
    return `<text x="0" y="${y + 14}">${name}</text><rect class="bar" x="${names}" y="${y + 4}" width="${long.toFixed(1)}" height="12"/><text x="${(names + long + 6).toFixed(1)}" y="${y + 14}">${fixed(-value)}</text>`;
  });
  return `<svg viewBox="0 0 ${width} ${given.length * 20 + 4}">${rows.join("")}</svg>`;
}

/** Columns side by side; the first and the last are labelled. */
function columns(given: readonly Bar[], escape: (text: string) => string): string {
  const height = 160;
  const most = Math.max(...given.map(({ value }) => value), 1);
  const room = (width - left - right) / given.length;
  const high = height - bottom - 10;
  const drawnBars = given.map(({ label, value }, i) => {
    const tall = (value / most) * high;
    const tip = escape(`${label}: ${count(value)}`);
    return `<rect class="bar" x="${(left + i * room + 0.5).toFixed(1)}" y="${(height - bottom - tall).toFixed(1)}" width="${Math.max(0.5, room - 1).toFixed(1)}" height="${tall.toFixed(1)}"><title>${tip}</title></rect>`;
  });
  const [first, last] = [escape(given[0]?.label ?? ""), escape(given.at(-1)?.label ?? "")];
  return `<svg viewBox="0 0 ${width} ${height}"><line class="axis" x1="${left}" y1="${height - bottom}" x2="${width - right}" y2="${height - bottom}"/>${drawnBars.join("")}<text x="${left}" y="${height - 6}">${first}</text><text x="${width - right}" y="${height - 6}" text-anchor="end">${last}</text><text x="0" y="18">${count(most)}</text></svg>`;
}

function lines(chart: Extract<Chart, { kind: "lines" }>, escape: (text: string) => string): string {
  const height = 190;
  const given = chart.lines.filter(({ y }) => y.some((value) => value !== undefined));
  const all = [...given.flatMap(({ y }) => y), ...(chart.band?.low ?? []), ...(chart.band?.high ?? [])].filter(
    (value) => value !== undefined,
  );
  let [low, high] = [Math.min(...all), Math.max(...all)];
  if (low === high) [low, high] = [low - 0.5, high + 0.5];
  const [from, to] = [chart.x[0] ?? 0, chart.x.at(-1) ?? 1];
  const atX = (x: number): number => left + ((x - from) / (to - from || 1)) * (width - left - right);
  const atY = (y: number): number => height - bottom - ((y - low) / (high - low)) * (height - bottom - 30);
  const path = (y: readonly (number | undefined)[]): string =>
    y
      .flatMap((value, i) =>
        value === undefined ? [] : [`${atX(chart.x[i] ?? 0).toFixed(1)},${atY(value).toFixed(1)}`],
      )
      .join(" ");
  const band =
    chart.band === undefined
      ? ""
      : `<polygon class="band" points="${path(chart.band.low)} ${path(chart.band.high).split(" ").reverse().join(" ")}"/>`;
  const drawnLines = given.map(({ y }, i) => `<polyline class="line line${i}" points="${path(y)}"/>`);
  const legend = given.map(({ label }, i) => {
    const x = left + i * 150;
    return `<line class="line line${i}" x1="${x}" y1="10" x2="${x + 24}" y2="10"/><text x="${x + 30}" y="14">${escape(label)}</text>`;
  });
  const axis = `<line class="axis" x1="${left}" y1="${height - bottom}" x2="${width - right}" y2="${height - bottom}"/>`;
  const labels = `<text x="0" y="${atY(high) + 4}">${fixed(high)}</text><text x="0" y="${atY(low)}">${fixed(low)}</text><text x="${left}" y="${height - 6}">step ${from}</text><text x="${width - right}" y="${height - 6}" text-anchor="end">${to}</text>`;
  return `<svg viewBox="0 0 ${width} ${height}">${axis}${band}${drawnLines.join("")}${legend.join("")}${labels}</svg>`;
}

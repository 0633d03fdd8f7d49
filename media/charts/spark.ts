/** Shares by step as tiny bars: one path for what came before a change, one for what came since, and a mark between. */
import type { Since } from "../../server/core/runs/figures/figure";
import { svg } from "../shared/svg";

export interface SparkOptions {
  readonly width: number;
  readonly height: number;
  /** What it shows, in a sentence. */
  readonly label: string;
}

/**
 * @param steps of the shares
 * @param since a rise is drawn in the colour of what is lost, a fall is marked alone
 */
export function spark(
  shares: readonly number[],
  steps: readonly number[],
  since: Since | undefined,
  { width, height, label }: SparkOptions,
): SVGElement {
  const top = Math.max(0.02, ...shares);
  const slot = width / Math.max(1, shares.length);
  const gap = slot > 3 ? 0.8 : 0;
  const cut = since === undefined ? -1 : steps.indexOf(since.step);
  const isRise = since !== undefined && since.after > since.before;
  const bars = (from: number, to: number): string =>
    shares
      .slice(from, to)
      .map((share, i) => {
        const tall = Math.max(1, (share / top) * height);
        return `M${round((from + i) * slot)} ${round(height - tall)}h${round(slot - gap)}v${round(tall)}h${round(gap - slot)}z`;
      })
      .join("");
  const split = isRise && cut >= 0 ? cut : shares.length;
  const parts = [svg("path", { class: "tiny", d: bars(0, split) })];
  if (split < shares.length) parts.push(svg("path", { class: "tiny after", d: bars(split, shares.length) }));
  if (cut > 0) {
    const x = round(cut * slot - gap / 2);
    parts.push(svg("path", { class: "mark", d: `M${x} -2V${height}` }));
  }
  return svg(
    "svg",
    { class: "spark", width, height, viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": label },
    ...parts,
  );
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** Rewards of a group as a tiny histogram on the run's range: filled from zero on, outlined below. */
import { svg } from "../shared/svg";

const height = 14;

export function strip(
  rewards: readonly number[],
  { least, most }: { readonly least: number; readonly most: number },
  width: number,
): SVGElement {
  const counts = new Map<number, number>();
  for (const reward of rewards) counts.set(reward, (counts.get(reward) ?? 0) + 1);
  const tall = Math.min(1.35, 10 / Math.max(1, ...counts.values()));
  const path = (isLess: boolean): string =>
    [...counts]
      .filter(([reward]) => reward < 0 === isLess)
      .map(([reward, n]) => {
        const at = 4 + ((reward - least) / (most - least || 1)) * (width - 8);
        const size = Math.max(1.5, n * tall);
        return `M${(at - 2).toFixed(1)} ${(11 - size).toFixed(1)}h4v${size.toFixed(1)}h-4z`;
      })
      .join("");
  const label = `Rewards: ${rewards.map((reward) => String(Math.round(reward * 100) / 100).replace("-", "−")).join(", ")}`;
  return svg(
    "svg",
    { class: "strip", width, height, viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": label },
    svg("path", { class: "axis", d: `M3 11.5H${width - 3}` }),
    svg("path", { class: "solid", d: path(false) }),
    svg("path", { class: "less", d: path(true) }),
  );
}

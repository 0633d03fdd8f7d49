/** Values with their intervals on an axis, as small drawings: one value on its own, or one before and one after. */
import { svg } from "../shared/svg";

const middle = 7.5;

/** A value as a dot and its interval as a line, from `low` to `high` of the axis. */
export function dotWithInterval(
  value: number,
  interval: { readonly low: number; readonly high: number } | undefined,
  axis: { readonly low: number; readonly high: number },
  { width, label }: { readonly width: number; readonly label: string },
): SVGElement {
  const at = scaled(axis, width);
  const line =
    interval === undefined
      ? []
      : [svg("path", { class: "reach", d: `M${at(interval.low)} ${middle}H${at(interval.high)}` })];
  return svg(
    "svg",
    { class: "interval", width, height: 16, viewBox: `0 0 ${width} 16`, role: "img", "aria-label": label },
    svg("path", { class: "axis", d: `M0 ${middle + 0.5}H${width}` }),
    ...line,
    svg("circle", { class: "dot", cx: at(value), cy: middle, r: 4 }),
  );
}

/** A difference with its interval on an axis through zero, with the ends of the axis written below it. */
export function difference(
  value: number,
  interval: { readonly low: number; readonly high: number } | undefined,
  { width, label, end }: { readonly width: number; readonly label: string; readonly end: (value: number) => string },
): SVGElement {
  const most = roundUp(Math.max(Math.abs(value), Math.abs(interval?.low ?? 0), Math.abs(interval?.high ?? 0)));
  const at = scaled({ low: -most, high: most }, width);
  const reach =
    interval === undefined
      ? []
      : [svg("path", { class: "reach", d: `M${at(interval.low)} 12.5H${at(interval.high)}` })];
  return svg(
    "svg",
    { class: "interval", width, height: 36, viewBox: `0 0 ${width} 36`, role: "img", "aria-label": label },
    svg("path", { class: "axis", d: `M0 12.5H${width}` }),
    svg("path", { class: "mark", d: `M${at(0)} 2V22` }),
    ...reach,
    svg("circle", { class: "dot", cx: at(value), cy: 12.5, r: 5 }),
    svg("text", { x: 0, y: 33 }, end(-most)),
    svg("text", { x: at(0), y: 33, "text-anchor": "middle" }, "0"),
    svg("text", { x: width, y: 33, "text-anchor": "end" }, end(most)),
  );
}

/** A share before, as a ring, and after, as a disc; grey unless the change is clear. */
export function dumbbell(
  before: number,
  after: number,
  most: number,
  {
    width,
    label,
    change,
  }: { readonly width: number; readonly label: string; readonly change: "better" | "worse" | "not clear" },
): SVGElement {
  const at = scaled({ low: 0, high: most }, width);
  const kind = change === "not clear" ? "unclear" : change;
  return svg(
    "svg",
    { class: `dumbbell ${kind}`, width, height: 16, viewBox: `0 0 ${width} 16`, role: "img", "aria-label": label },
    svg("path", { class: "axis", d: `M0 ${middle + 0.5}H${width}` }),
    svg("path", { class: "reach", d: `M${at(before)} ${middle}H${at(after)}` }),
    svg("circle", { class: "ring", cx: at(before), cy: middle, r: 3.5 }),
    svg("circle", { class: "dot", cx: at(after), cy: middle, r: 3.5 }),
  );
}

/** Leaves room for a dot at both ends. */
function scaled(
  { low, high }: { readonly low: number; readonly high: number },
  width: number,
): (value: number) => number {
  const room = 5;
  return (value) => {
    const share = high > low ? (value - low) / (high - low) : 0.5;
    return Math.round((room + Math.max(0, Math.min(1, share)) * (width - 2 * room)) * 10) / 10;
  };
}

/** The next larger number of 1, 2 or 5 and zeros. */
function roundUp(value: number): number {
  if (!(value > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 5, 10].map((factor) => factor * power).find((size) => size >= value - 1e-12) ?? value;
}

/** A severity is a shape first and a colour second: disc, triangle, ring. */
import type { Severity } from "../../server/core/model/finding";
import { svg } from "./svg";

export function severityShape(severity: Severity): SVGElement {
  const shape =
    severity === "error"
      ? svg("circle", { cx: 4.5, cy: 4.5, r: 4 })
      : severity === "warning"
        ? svg("path", { d: "M4.5 .6 8.7 8.2H.3z" })
        : svg("circle", { cx: 4.5, cy: 4.5, r: 3.2 });
  const box = { viewBox: "0 0 9 9", width: 9, height: 9, role: "img", "aria-label": severity };
  return svg("svg", { class: `shape ${severity}`, ...box }, shape);
}

/** A bar from zero on the scale of a value's range: filled to the right of zero, outlined to the left. */
import { element } from "../../shared/dom";
import { styled } from "./part";

export function valueBar(value: number, least: number, most: number, width: number): HTMLElement {
  const range = most - least;
  const at = (of: number): number => (range <= 0 ? 0 : ((Math.min(most, Math.max(least, of)) - least) / range) * width);
  const [zero, end] = [at(0), at(value)];
  const bar = styled(element("i", value < 0 ? { class: "less" } : {}), {
    left: `${Math.min(zero, end)}px`,
    width: `${value === 0 ? 0 : Math.max(2, Math.abs(end - zero))}px`,
  });
  const tick = styled(element("b"), { left: `${zero}px` });
  return styled(element("span", { class: "track", "aria-hidden": "true" }, bar, tick), { width: `${width}px` });
}

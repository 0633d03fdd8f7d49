/** Drawings made by hand, as media/shared/dom.ts makes elements. */
import { printable } from "../../server/core/text/printable";

export function svg<K extends keyof SVGElementTagNameMap>(
  name: K,
  attributes: Readonly<Record<string, string | number>> = {},
  ...children: readonly (Node | string)[]
): SVGElementTagNameMap[K] {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, printable(String(value)));
  made.append(...children.map((child) => (typeof child === "string" ? printable(child) : child)));
  return made;
}

/**
 * Creates elements: text is only inserted as text, because the content of traces is not markup, and every character
 * prints.
 */
import { printable } from "../../server/core/text/printable";

export type Child = Node | string;

export function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, printable(value));
  made.append(...children.map((child) => (typeof child === "string" ? printable(child) : child)));
  return made;
}

/** Puts other children in the place of an element's own. */
export function fill<E extends Element>(parent: E, ...children: readonly Child[]): E {
  parent.replaceChildren(...children.map((child) => (typeof child === "string" ? printable(child) : child)));
  return parent;
}

/** A table with a caption; each cell a text or an element, the first of a row its header. */
export function table(
  attributes: Readonly<Record<string, string>>,
  caption: string,
  heads: readonly string[],
  rows: readonly (readonly Child[])[],
): HTMLTableElement {
  const head = element("tr", {}, ...heads.map((text) => element("th", { scope: "col" }, text)));
  const body = rows.map(([first = "", ...rest]) =>
    element("tr", {}, element("th", { scope: "row" }, first), ...rest.map((cell) => element("td", {}, cell))),
  );
  return element(
    "table",
    attributes,
    element("caption", {}, caption),
    element("thead", {}, head),
    element("tbody", {}, ...body),
  );
}

/** Text that can be clicked or pressed by key; plain text if there is no action. */
export function link(text: string, title: string, onPress: (() => void) | undefined): Child {
  if (onPress === undefined) return text;
  const made = element("button", { type: "button", class: "link", title }, text);
  made.addEventListener("click", onPress);
  return made;
}

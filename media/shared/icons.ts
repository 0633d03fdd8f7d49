/** Icons of the pages: our own drawings, 16 pixels, in the colour of the text around them. */
import { element } from "./dom";
import { svg } from "./svg";

const paths = {
  filter: "M2 3.5h12M4.5 8h7M6.5 12.5h3",
  fold: "M4 10l4-4 4 4",
  unfold: "M4 6l4 4 4-4",
  close: "M4 4l8 8M12 4l-8 8",
  history: "M8 4.8V8l2.3 1.4M3.2 5.3A5.5 5.5 0 1 1 2.5 8.2M2.8 2.8v2.7h2.7",
  beside: "M2.5 3.5h11v9h-11zM8 3.5v9",
  up: "M8 12.5v-9M4.5 7L8 3.5 11.5 7",
  down: "M8 3.5v9M4.5 9L8 12.5 11.5 9",
  columns: "M2.5 3.5h11v9h-11zM6.2 3.5v9M9.8 3.5v9",
  table: "M2.5 3.5h11v9h-11zM2.5 6.5h11M2.5 9.5h11M7 6.5v6",
  picture: "M2.5 3.5h11v9h-11zM2.5 10.5l3-3 2.5 2.5 2-1.5 3.5 3M10.2 6.2h.1",
  save: "M8 2.5v7M5 6.8l3 3 3-3M2.5 13.5h11",
  field: "M3 8h4.2M8.8 5.2h4.4v5.6H8.8z",
} as const;

export type IconName = keyof typeof paths;

export function icon(name: IconName): SVGElement {
  const line = svg("path", {
    d: paths[name],
    fill: "none",
    stroke: "currentColor",
    "stroke-width": 1.2,
    "stroke-linecap": "round",
    "stroke-linejoin": "round",
  });
  return svg("svg", { class: "icon", viewBox: "0 0 16 16", width: 16, height: 16, "aria-hidden": "true" }, line);
}

export function iconButton(name: IconName, label: string, onPress: () => void): HTMLButtonElement {
  const made = element(
    "button",
    { type: "button", class: "iconbutton", title: label, "aria-label": label },
    icon(name),
  );
  made.addEventListener("click", onPress);
  return made;
}

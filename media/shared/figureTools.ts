/** What can be done with every chart and table: show its numbers, save them, save a picture of it. */
import { element } from "./dom";
import { csvOf, tableOf, type FigureData } from "./figureData";
import { iconButton } from "./icons";
import { pictureOf } from "./picture";
import type { SavedContent } from "./savedContent";

export interface FigureTools {
  /** Its numbers; a promise where not all of them are here. */
  readonly data: () => FigureData | Promise<FigureData>;
  readonly save: (title: string, content: SavedContent) => void;
  readonly fail: (error: unknown) => void;
}

/** The tools of a figure that is drawn; `figure` is what a picture shows, and gets the table at its end. */
export function chartTools(figure: HTMLElement, title: string, tools: FigureTools): HTMLElement {
  const asTable = iconButton("table", `${title}: as a table`, () => {
    const there = figure.querySelector(".figuredata");
    asTable.setAttribute("aria-expanded", String(there === null));
    if (there !== null) there.remove();
    else void withData(tools, (data) => figure.append(tableOf(data)));
  });
  asTable.setAttribute("aria-expanded", "false");
  // One listener, however often the figure is drawn again.
  figure.onkeydown = (event) => {
    if (event.key.toLowerCase() !== "t" || event.ctrlKey || event.metaKey || event.altKey) return;
    asTable.click();
    event.preventDefault();
  };
  return toolbar(figure, title, [asTable, ...saving(figure, title, tools)]);
}

/** The tools of a figure that is a table itself. */
export function tableTools(figure: HTMLElement, title: string, tools: FigureTools): HTMLElement {
  return toolbar(figure, title, saving(figure, title, tools));
}

function saving(figure: HTMLElement, title: string, tools: FigureTools): HTMLButtonElement[] {
  return [
    iconButton("save", `${title}: save as CSV`, () => {
      void withData(tools, (data) => tools.save(title, { kind: "csv", text: csvOf(data) }));
    }),
    iconButton("picture", `${title}: save as PNG`, () => {
      tools.save(title, { kind: "png", base64: pictureOf(figure) });
    }),
  ];
}

async function withData({ data, fail }: FigureTools, act: (data: FigureData) => void): Promise<void> {
  try {
    act(await data());
  } catch (error) {
    fail(error);
  }
}

/** One stop of the Tab key; arrows go from tool to tool. */
function toolbar(figure: HTMLElement, title: string, buttons: readonly HTMLButtonElement[]): HTMLElement {
  figure.dataset["figure"] = title;
  buttons.forEach((button, i) => (button.tabIndex = i === 0 ? 0 : -1));
  const bar = element("span", { class: "tools", role: "toolbar", "aria-label": `${title}: tools` }, ...buttons);
  bar.addEventListener("keydown", (event) => {
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    const at = buttons.findIndex((button) => button === document.activeElement);
    if (step !== 0) buttons[(at + step + buttons.length) % buttons.length]?.focus();
    // Enter and the space bar press the button, and nothing of the figure around it.
    event.stopPropagation();
    if (step !== 0) event.preventDefault();
  });
  return bar;
}

/** What a run is compared with: other runs, or a part of itself by a filter; where there is nothing yet, how to choose. */
import { element, fill, link, table, type Child } from "../../../shared/dom";
import type { FigureData } from "../../../shared/figureData";
import { tableTools } from "../../../shared/figureTools";
import type { CompareAnswer } from "../../../../server/protocol/runCompare";
import { count, percent } from "../../model/words";
import type { ToolsOf } from "../toolsOf";
import { meanWords } from "./figures";

export interface ChooserActions {
  /** Lets the user choose another run. */
  another(): void;
  /** Compares with the part of this run that passes a filter. */
  part(filter: string): void;
}

/** The first content of the page: nothing is compared. */
export function nothingCompared(actions: ChooserActions, isBusy: boolean): HTMLElement {
  const input = element("input", {
    type: "text",
    id: "part-filter",
    placeholder: "step=0..20",
    spellcheck: "false",
    autocomplete: "off",
  });
  const form = element(
    "form",
    { class: "choices" },
    element("label", { for: "part-filter" }, "or with the part of it that passes"),
    input,
    element("button", { type: "submit", class: "textbutton" }, "Compare"),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (input.value.trim() !== "") actions.part(input.value.trim());
  });
  const choose = element("button", { type: "button", class: "textbutton" }, "Choose a Run…");
  choose.addEventListener("click", () => actions.another());
  return element(
    "div",
    { class: "message-page" },
    element("h2", {}, "Compare this run with another one."),
    element(
      "p",
      { class: "quiet" },
      "Samples pair by their ids where both runs have the same, else by their prompts: what got better, what worse, and whether that is more than chance.",
    ),
    element("p", { class: "choices" }, choose),
    form,
    ...(isBusy ? [element("p", { class: "quiet", role: "status" }, "Waiting for the other run…")] : []),
  );
}

/** Three runs or more: one in each line, with intervals; one of them is chosen as B. */
export function runTable(
  { lines }: CompareAnswer,
  chosen: number,
  digits: number,
  tools: ToolsOf,
  choose: (number: number) => void,
): HTMLElement {
  const rows = lines.map(({ name, n, reward, right }, i): Child[] => {
    const letter = i === 0 ? "A" : i - 1 === chosen ? "B" : "";
    const action = i === 0 ? undefined : (): void => choose(i - 1);
    return [
      element(
        "span",
        {},
        letter === "" ? "" : element("span", { class: "ab on" }, letter),
        " ",
        link(name, `Compare with ${name}`, action),
      ),
      count(n),
      reward === undefined ? "–" : meanWords(reward, digits),
      right === undefined
        ? "–"
        : `${percent(right.value)}${right.interval === undefined ? "" : `, ${percent(right.interval.low)} to ${percent(right.interval.high)}`}, n ${count(right.n)}`,
    ];
  });
  const title = "Runs, with 95 % intervals";
  const figure = element("div", {}, table({ class: "plain runs" }, title, ["Run", "n", "Mean reward", "Right"], rows));
  figure.append(
    tableTools(
      figure,
      "Runs",
      tools(() => runsData(title, lines)),
    ),
  );
  return figure;
}

function runsData(title: string, lines: CompareAnswer["lines"]): FigureData {
  const rows = lines.map(({ name, n, reward, right }) => [
    ...[name, n, reward?.value, reward?.interval?.low, reward?.interval?.high],
    ...[right?.value, right?.interval?.low, right?.interval?.high, right?.n],
  ]);
  const heads = ["run", "n", "mean reward", "95 % low", "95 % high", "right", "95 % low", "95 % high", "right: n"];
  return { title, heads, rows };
}

/** How A and B pair, and the links to compare with something else. */
export function pairingLine(
  parts: { readonly a: string; readonly b: string; readonly pairing: string },
  counts: { readonly a: number; readonly b: number },
  actions: { another(): void; without(): void },
): HTMLElement {
  const line = element("div", { class: "factline" });
  const named = (letter: string, name: string, n: number): HTMLElement =>
    element(
      "span",
      {},
      element("span", { class: "ab on" }, letter),
      ` ${name} `,
      element("span", { class: "quiet" }, count(n)),
    );
  return fill(
    line,
    named("A", parts.a, counts.a),
    element(
      "span",
      {},
      named("B", parts.b, counts.b),
      " ",
      link("Another…", "Compare with another run as well", () => actions.another()),
      " ",
      link("Remove", "Compare with this one no more", () => actions.without()),
    ),
    element("span", { class: "quiet" }, parts.pairing),
  );
}

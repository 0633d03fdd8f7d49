/** The messages in the page's place if there is nothing to show: nothing passes the filter, or nothing can be read. */
import type { RunAnswer } from "../../../server/core/runs/pages/page";
import type { RunState } from "../../../server/protocol/runs";
import { withoutTerm } from "../../../server/core/filters/filterTerms";
import { element, link } from "../../shared/dom";
import { plural } from "../model/words";
import type { Actions } from "./actions";

export function emptyPage({ emptied }: RunAnswer, filter: string, actions: Pick<Actions, "filter">): HTMLElement {
  const rows = (emptied ?? []).map(({ term, alone, without }) =>
    element(
      "tr",
      {},
      element("td", {}, element("code", {}, term)),
      element("td", { class: "num" }, `${plural(alone, "sample")} alone`),
      element("td", { class: "num" }, `${plural(without, "sample")} without it`),
      element(
        "td",
        {},
        link("Remove", `Remove ${term}`, () => actions.filter(withoutTerm(filter, term), true)),
      ),
    ),
  );
  const clear = link("Clear the filter", "Show all samples", () => actions.filter("", true));
  return element(
    "div",
    { class: "message-page", role: "status" },
    element("h2", {}, "No sample fits all of this."),
    ...(rows.length === 0
      ? []
      : [
          element(
            "table",
            {},
            element("caption", { class: "sr" }, "Samples for each term"),
            element("tbody", {}, ...rows),
          ),
        ]),
    element("p", {}, clear, element("span", { class: "quiet" }, " Escape")),
  );
}

export function failedPage({ why, identity }: RunState, actions: Pick<Actions, "instead">): HTMLElement {
  const button = (text: string, as: "text" | "format"): HTMLElement => {
    const made = element("button", { type: "button", class: "textbutton" }, text);
    made.addEventListener("click", () => actions.instead(as));
    return made;
  };
  return element(
    "div",
    { class: "message-page", role: "alert" },
    element("h2", {}, "This is not a run that can be read."),
    element("p", {}, why ?? "No records were recognised in it."),
    ...identity.evidence.map((line) => element("p", { class: "quiet" }, line)),
    element("p", { class: "choices" }, button("Open as Text", "text"), button("Read as…", "format")),
  );
}

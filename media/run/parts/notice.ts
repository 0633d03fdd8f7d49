/** Says what is missing from the run, and where: records that cannot be read. */
import { element, link } from "../../shared/dom";
import { severityShape } from "../../shared/severityShape";
import type { PageState } from "../model/pageState";
import { count } from "../model/words";
import type { Actions } from "./actions";
import { Drawn, type Part } from "./part";

export class Notice implements Part {
  readonly element = element("div", { class: "notice", role: "status", hidden: "" });
  private readonly drawn = new Drawn();

  constructor(private readonly actions: Pick<Actions, "reveal">) {}

  update({ run }: PageState): void {
    const { unreadable } = run;
    if (!this.drawn.isNew(unreadable?.count, unreadable?.of)) return;
    this.element.hidden = unreadable === undefined;
    if (unreadable === undefined) return;
    const { first } = unreadable;
    const places = first.map(({ where, why }) => `${where} (${why})`).join(", ");
    const more = unreadable.count > first.length ? ", …" : "";
    const records = unreadable.of === 1 ? "record" : "records";
    const words = `${count(unreadable.count)} of ${count(unreadable.of)} ${records} cannot be read: ${places}${more}. All else is counted.`;
    const [one] = first;
    const go =
      one === undefined
        ? ""
        : link("Go to the First", "Show it in its file", () => this.actions.reveal(one.uri, one.line));
    this.element.replaceChildren(
      severityShape("error"),
      element("span", { class: "grow cut", title: words }, words),
      go,
    );
  }
}

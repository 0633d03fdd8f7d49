/** The selected sample: its numbers, its findings, and its texts with the findings at their places. */
import type { ShownRow } from "../../../server/core/runs/pages/page";
import type { RunSample } from "../../../server/protocol/runs";
import { element, type Child } from "../../shared/dom";
import { icon, iconButton } from "../../shared/icons";
import { severityShape } from "../../shared/severityShape";
import { strip } from "../../charts/strip";
import type { PageState } from "../model/pageState";
import type { RowStore } from "../model/rowStore";
import { bound, fixed, rewardDigits, signed } from "../model/words";
import type { Actions } from "./actions";
import { Drawn, type Part } from "./part";
import { textsOf } from "./sampleTexts";

export class SamplePane implements Part {
  readonly element = element("aside", { class: "detail", "aria-label": "Sample" });
  private readonly drawn = new Drawn();

  constructor(
    private readonly store: RowStore,
    private readonly actions: Pick<Actions, "run" | "openBeside" | "openPane">,
  ) {}

  update(state: PageState): void {
    const shown = this.store.at(state.place);
    const texts = state.sample?.row === shown?.row ? state.sample?.texts : undefined;
    if (!this.drawn.isNew(shown?.row, texts, state.answer?.shape.kind, state.width)) return;
    if (shown === undefined) {
      this.element.replaceChildren();
      return;
    }
    const scrolled = this.element.querySelector(".body")?.scrollTop ?? 0;
    const isSame = this.element.dataset["row"] === String(shown.row);
    this.element.dataset["row"] = String(shown.row);
    this.element.setAttribute("aria-label", `Sample ${shown.row + 1}`);
    const body = element(
      "div",
      { class: "body", tabindex: "0", role: "region", "aria-label": "Sample's texts" },
      element("div", { class: "facts" }, this.numbers(shown, state), findingsOf(shown, texts)),
      element("div", { class: "texts" }, ...textsOf(shown.sample.findings, texts)),
    );
    this.element.replaceChildren(this.bar(shown), body);
    if (isSame) body.scrollTop = scrolled;
  }

  private bar({ row, group, sample }: ShownRow): HTMLElement {
    const facts = [
      ...(sample.step === undefined ? [] : [`step ${sample.step}`]),
      ...(group === undefined
        ? []
        : [
            `group ${group.number}`,
            `${sample.isEarlierTurn === true ? "a turn of " : ""}${group.place} of ${group.size}`,
          ]),
      ...(sample.id === undefined ? [] : [sample.id]),
    ];
    const open = element(
      "button",
      { type: "button", class: "textbutton", title: "Open as a trace beside (Enter)" },
      icon("beside"),
      "Open Beside",
    );
    open.addEventListener("click", () => this.actions.openBeside(true));
    return element(
      "div",
      { class: "bar" },
      element("h2", {}, `#${row + 1}`),
      element("span", { class: "quiet cut grow" }, facts.join(" · ")),
      iconButton("up", "Previous sample (Alt+PageUp)", () => this.actions.run("previous")),
      iconButton("down", "Next sample (Alt+PageDown)", () => this.actions.run("next")),
      open,
      iconButton("close", "Close (Space)", () => this.actions.openPane(false)),
    );
  }

  private numbers({ group, right, sample }: ShownRow, { answer }: PageState): HTMLElement {
    const { reward, recorded, advantage, judge } = sample;
    const range = answer?.shape.rewards;
    const digits = rewardDigits(range);
    const said: Child[] = [];
    const value = reward?.value ?? recorded;
    if (value !== undefined) said.push(element("strong", {}, `Reward ${fixed(value, digits)}`));
    if (reward !== undefined && reward.parts.length > 1) {
      const parts = reward.parts.map(
        (part) => `${part.id} ${Number.isInteger(part.value) ? bound(part.value) : fixed(part.value)}`,
      );
      said.push(element("span", {}, `= ${parts.join(" + ")}`));
    }
    if (reward !== undefined && recorded !== undefined) {
      const isSame = Math.abs(recorded - reward.value) <= 1e-4;
      const words = `recorded ${fixed(recorded, digits)}, ${isSame ? "the same" : "another"}`;
      said.push(element("span", { class: isSame ? "quiet" : "differs" }, words));
    }
    if (judge !== undefined) {
      const verdict = judge.verdicts[judge.paidReading ?? "parsed"] ?? "none";
      said.push(
        element("strong", {}, `Verdict ${verdict}`),
        element("span", { class: "quiet" }, `gold ${judge.gold ?? "–"}`),
      );
      if (right !== undefined)
        said.push(element("span", { class: right ? "quiet" : "differs" }, right ? "right" : "wrong"));
    }
    if (group?.isDead === true) said.push(element("span", { class: "quiet" }, "dead group: no advantage"));
    else if (advantage !== undefined) said.push(element("span", { class: "quiet" }, `advantage ${signed(advantage)}`));
    if (group !== undefined && range !== undefined && group.rewards.length > 0) {
      said.push(element("span", { class: "ingroup quiet" }, "its group ", strip(group.rewards, range, 72)));
    }
    return element("p", { class: "sum" }, ...said.flatMap((part) => [part, " "]));
  }
}

function findingsOf({ sample }: ShownRow, texts: RunSample | null | undefined): HTMLElement {
  const { findings, checked } = sample;
  if (findings.length === 0)
    return element(
      "p",
      { class: "found quiet" },
      checked ? "Nothing found." : "Not checked: it holds no calls, and no profile fits it.",
    );
  const items = findings.map(({ rule, severity, count: often, cost }) => {
    const message = texts?.findings.find((finding) => finding.rule === rule)?.message ?? "";
    return element(
      "li",
      {},
      severityShape(severity),
      element("span", {}, often > 1 ? `${rule} ×${often}` : rule),
      element("span", { class: "quiet words" }, message),
      element("span", { class: "num" }, cost === undefined || cost === 0 ? "" : fixed(-cost)),
    );
  });
  return element("ul", { class: "found", "aria-label": "Findings" }, ...items);
}

/** The most important sentence about the run, with its numbers. */
import { element, fill } from "../../../shared/dom";
import type { PageState } from "../../model/pageState";
import { fixed, percent, plural } from "../../model/words";
import type { LostBar } from "../../../../server/core/runs/figures/lost";
import type { Sentence } from "../../../../server/core/runs/figures/figure";
import { Drawn, type Part } from "../part";
import { capitalised } from "../../../../server/core/text/capitalised";

export class SentenceLine implements Part {
  readonly element = element("p", { class: "sentence" });
  private readonly drawn = new Drawn();

  update(state: PageState): void {
    const { answer } = state;
    const [sentence] = answer?.summary?.sentences ?? [];
    const said = byCause(state) ?? sentence;
    if (!this.drawn.isNew(said?.lead, said?.rest)) return;
    this.element.hidden = said === undefined;
    if (said === undefined) return;
    fill(this.element, said.lead, said.rest === "" ? "" : element("span", { class: "rest" }, ` ${said.rest}`));
  }
}

/** If the bars are by cause, the sentence is about causes, too. */
function byCause({ by, answer, filter }: PageState): Omit<Sentence, "filter"> | undefined {
  const [bar] = answer?.lost?.bars ?? [];
  const reward = answer?.summary?.reward;
  if (by !== "cause" || filter !== "" || bar?.lost === undefined || bar.lost <= 0 || reward === undefined)
    return undefined;
  const name = capitalised(bar.name);
  const mean = fixed(reward.mean.value);
  const lead = `${name} cost most: ${fixed(-bar.lost)} on a mean of ${mean}, in ${plural(bar.n, "sample")}.`;
  return { lead, rest: sinceOf(bar) };
}

function sinceOf({ since }: LostBar): string {
  if (since === undefined) return "";
  const verb = since.after > since.before ? "rose" : "fell";
  return `They ${verb} from ${percent(since.before, 1)} of the samples to ${percent(since.after, 1)} at step ${since.step}.`;
}

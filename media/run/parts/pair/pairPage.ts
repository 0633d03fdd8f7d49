/** Two samples of the table side by side, in the place of the table: the one that was marked, and another. */
import type { RunRollout } from "../../../../server/protocol/runGroups";
import type { Channel } from "../../../shared/channel";
import { element, fill, link } from "../../../shared/dom";
import type { RunContract } from "../../contract";
import type { PageState } from "../../model/pageState";
import { rewardDigits } from "../../model/words";
import type { Actions } from "../actions";
import { Drawn, type Part } from "../part";
import { sides } from "./sides";

export class PairPage implements Part {
  readonly element = element("div", {
    class: "pairpane panel",
    role: "region",
    "aria-label": "Two samples",
    tabindex: "-1",
  });
  private readonly drawn = new Drawn();
  private state: PageState | undefined;
  private texts: readonly (RunRollout | null)[] | undefined;

  constructor(
    private readonly channel: Channel<RunContract>,
    private readonly actions: Pick<Actions, "fail" | "pair" | "openRow">,
  ) {
    this.element.addEventListener("keydown", (event) => {
      if (event.key === "Escape") actions.pair(undefined);
    });
  }

  update(state: PageState): void {
    this.state = state;
    if (!this.drawn.isNew(state.pair)) return;
    this.texts = undefined;
    this.draw();
    this.element.focus();
    void this.read();
  }

  private async read(): Promise<void> {
    const { pair } = this.state ?? {};
    if (pair === undefined) return;
    try {
      const texts = await this.channel.request("rollouts", { rows: pair.map(({ row }) => row) });
      if (this.state?.pair !== pair) return;
      this.texts = texts;
      this.draw();
    } catch (error) {
      this.actions.fail(error);
    }
  }

  private draw(): void {
    const { pair, answer } = this.state ?? {};
    if (pair === undefined) return;
    const [a, b] = pair.map(({ row, sample }, i) => ({
      row,
      reward: sample.reward?.value ?? sample.recorded,
      findings: sample.findings,
      texts: this.texts?.[i],
    })) as [Parameters<typeof sides>[0], Parameters<typeof sides>[1]];
    const back = link("‹ Samples", "Back to the table (Escape)", () => this.actions.pair(undefined));
    const digits = rewardDigits(answer?.shape.rewards);
    fill(
      this.element,
      element("p", {}, back),
      sides(a, b, digits, ({ row }) => this.actions.openRow(row)),
    );
  }
}

/** The run's name, its size, and how it is read. */
import type { RunShape } from "../../../server/core/runs/pages/page";
import { element, link } from "../../shared/dom";
import type { PageState } from "../model/pageState";
import { bytes, count, plural } from "../model/words";
import type { Actions } from "./actions";
import { Drawn, type Part } from "./part";

export class Identity implements Part {
  readonly element = element("header", { class: "identity" });
  private readonly drawn = new Drawn();
  private isWhyOpen = false;
  private state: PageState | undefined;

  constructor(private readonly actions: Pick<Actions, "instead">) {}

  update(state: PageState): void {
    this.state = state;
    const { name, run, answer, width } = state;
    const facts = factsOf(state);
    const readAs = run.identity.readAs.join(" · ");
    if (!this.drawn.isNew(name, facts, readAs, run.identity.evidence.length, width, answer?.shape.kind, this.isWhyOpen))
      return;
    const parts: Node[] = [element("h1", {}, name), element("span", { class: "quiet" }, facts)];
    if (readAs !== "") {
      const why = link("Why?", "What tells it", () => this.toggleWhy()) as HTMLElement;
      why.setAttribute("aria-expanded", String(this.isWhyOpen));
      const words = width === "narrow" ? "" : "Read as ";
      parts.push(element("span", { class: "quiet known" }, words, element("b", {}, readAs), " ", why));
    }
    if (this.isWhyOpen) parts.push(this.evidence(run.identity.evidence));
    this.element.replaceChildren(...parts);
  }

  private toggleWhy(): void {
    this.isWhyOpen = !this.isWhyOpen;
    if (this.state !== undefined) this.update(this.state);
    this.element.querySelector<HTMLElement>(".known button")?.focus();
  }

  private evidence(lines: readonly string[]): HTMLElement {
    const other = link("Read as Something Else…", "Say what the records are", () => this.actions.instead("format"));
    const items = lines.map((line) => element("li", {}, line));
    return element("ul", { class: "reasons" }, ...items, element("li", {}, other));
  }
}

function factsOf({ run, answer }: PageState): string {
  const { shape, total = run.samples, summary } = answer ?? {};
  if (run.phase === "failed") return "not recognised";
  const word = shape?.kind === "judges" ? "judgement" : "sample";
  const soFar = run.phase === "reading" ? " so far" : "";
  const facts = [`${rolloutsIn(total, shape) ?? plural(total, word)}${soFar}`];
  const steps = summary?.of === summary?.n ? summary?.steps : undefined;
  if (shape !== undefined && shape.steps > 1) {
    facts.push(`${count(shape.steps)} steps${steps === undefined ? "" : `, ${steps.first} to ${steps.last}`}`);
  }
  // If each step has its own file, the number of files says nothing more.
  if (run.files > 1 && run.files !== shape?.steps) facts.push(plural(run.files, "file"));
  if (shape !== undefined && shape.groups > 0) {
    facts.push(plural(shape.groups, "group") + (shape.groupSize === undefined ? "" : ` of ${count(shape.groupSize)}`));
  }
  facts.push(bytes(run.phase === "reading" ? run.read : run.size));
  return facts.join(" · ");
}

/** Where rollouts have several turns, each a sample of its own; undefined elsewhere. */
function rolloutsIn(total: number, shape: RunShape | undefined): string | undefined {
  if (shape === undefined || shape.rollouts === total) return undefined;
  const whole = shape.kind === "chat" || shape.kind === "judges" ? "dialogue" : "rollout";
  return `${plural(shape.rollouts, whole)} · ${plural(total, "turn")}`;
}

/** Two samples side by side: first what was called, then the reasoning. Words that differ are marked as VS Code's diff does. */
import type { RowFinding } from "../../../../server/core/model/sampleRow";
import { firstDifference } from "../../../../server/core/runs/groups/parting";
import type { RunRollout } from "../../../../server/protocol/runGroups";
import { element, type Child } from "../../../shared/dom";
import { iconButton } from "../../../shared/icons";
import { partedAt, wordDifferences, type Stretch } from "../../model/wordDiff";
import { count, fixed } from "../../model/words";

/** One of the two. */
export interface Side {
  /** Number of the row in its run's table. */
  readonly row: number;
  readonly reward: number | undefined;
  readonly findings: readonly RowFinding[];
  /** Null if the file no longer has it; undefined until it has arrived. */
  readonly texts: RunRollout | null | undefined;
}

type Letter = "A" | "B";

export function sides(a: Side, b: Side, digits: number, open: (side: Side, letter: Letter) => void): HTMLElement {
  const heads = [headOf(a, "A", digits, open), headOf(b, "B", digits, open)];
  return element("div", { class: "sides", role: "group", "aria-label": "Two samples" }, ...heads, ...textsOf(a, b));
}

function headOf(side: Side, letter: Letter, digits: number, open: (side: Side, letter: Letter) => void): HTMLElement {
  const { row, reward, findings, texts } = side;
  const isKnown = reward !== undefined || texts !== undefined;
  return element(
    "div",
    { class: `caption ${letter === "A" ? "left" : "right"}` },
    letterMark(letter),
    element("h2", {}, `#${row + 1}`),
    ...(isKnown
      ? [
          element("span", {}, reward === undefined ? "no reward" : `reward ${fixed(reward, digits)}`),
          element("span", { class: "cut" }, dearest(findings)?.rule ?? "nothing found"),
        ]
      : []),
    element("span", { class: "grow" }),
    iconButton("beside", `Open #${row + 1} beside`, () => open(side, letter)),
  );
}

export function letterMark(letter: Letter): HTMLElement {
  return element("span", { class: "ab on" }, letter);
}

/** The finding that costs most, else the most severe. */
export function dearest(findings: readonly RowFinding[]): RowFinding | undefined {
  const [first, ...rest] = findings;
  return first && rest.reduce((most, one) => ((one.cost ?? 0) > (most.cost ?? 0) ? one : most), first);
}

function textsOf(a: Side, b: Side): HTMLElement[] {
  if (a.texts === undefined || b.texts === undefined) return [said("Reading the two…")];
  if (a.texts === null || b.texts === null) return [said("The file no longer has this sample.")];
  const left = a.texts.left + b.texts.left;
  return [
    ...block("calls and answer", a.texts.calls, b.texts.calls, drawWords),
    ...block("reasoning", a.texts.reasoning, b.texts.reasoning, drawParted),
    ...(left === 0 ? [] : [said(`${count(left)} characters more are not compared.`)]),
  ];
}

function said(words: string): HTMLElement {
  return element("p", { class: "head quiet", role: "status" }, words);
}

type Draw = (a: string, b: string, at: number) => readonly [HTMLElement, HTMLElement];

function block(name: string, a: string, b: string, draw: Draw): HTMLElement[] {
  const at = firstDifference(a, b);
  const head = (words: string): HTMLElement =>
    element("div", { class: "head" }, element("h3", {}, name), element("span", { class: "quiet" }, words));
  if (at === undefined) return [head(a === "" ? "none" : `the same, ${count(a.length)} characters`)];
  const [left, right] = draw(a, b, at);
  const words = `first differ at character ${count(at + 1)}; ${count(a.length)} and ${count(b.length)} characters`;
  return [head(words), element("div", { class: "left" }, left), element("div", { class: "right" }, right)];
}

function drawWords(a: string, b: string): readonly [HTMLElement, HTMLElement] {
  const [left, right] = wordDifferences(a, b);
  const drawn = (stretches: readonly Stretch[], mark: "del" | "ins"): HTMLElement =>
    element("pre", {}, ...stretches.map(({ text, isShared }): Child => (isShared ? text : marked(text, mark))));
  return [drawn(left, "del"), drawn(right, "ins")];
}

/** Of reasoning only the place where it parts is marked: what comes after always differs. */
function drawParted(a: string, b: string, at: number): readonly [HTMLElement, HTMLElement] {
  const drawn = (text: string, mark: "del" | "ins"): HTMLElement => {
    const [before, word, rest] = partedAt(text, at);
    const parts = [before, ...(word === "" ? [] : [marked(word, mark)]), element("span", { class: "quiet" }, rest)];
    return element("pre", {}, ...parts);
  };
  return [drawn(a, "del"), drawn(b, "ins")];
}

function marked(text: string, mark: "del" | "ins"): HTMLElement {
  return element(mark, { class: mark }, text);
}

/** The rollouts of one group as a table: which two are compared, reward, advantage, findings, and their calls beside A's. */
import type { EstimatorId, GroupDetail, Rollout } from "../../../../server/core/runs/figures/groups";
import type { GroupsAnswer } from "../../../../server/core/runs/pages/groupPages";
import type { RunShape } from "../../../../server/core/runs/pages/page";
import { firstDifference } from "../../../../server/core/runs/groups/parting";
import type { RunRollout } from "../../../../server/protocol/runGroups";
import { element, type Child } from "../../../shared/dom";
import type { FigureData } from "../../../shared/figureData";
import { severityShape } from "../../../shared/severityShape";
import type { PageWidth } from "../../model/columns";
import { count, fixed, rewardDigits, signed } from "../../model/words";
import { dearest } from "../pair/sides";
import { valueBar } from "../valueBar";

/** Whose advantages the table shows. */
export type ShownAdvantages = "recorded" | EstimatorId;

export interface ShownRollouts {
  readonly group: GroupDetail;
  readonly rewards: RunShape["rewards"];
  readonly advantages: ShownAdvantages;
  /** Rows of the two that are compared. */
  readonly a: number | undefined;
  readonly b: number | undefined;
  /** The texts of rows, as far as they have arrived. */
  readonly texts: ReadonlyMap<number, RunRollout | null>;
  readonly width: PageWidth;
  readonly estimators: GroupsAnswer["estimators"];
}

export interface RolloutActions {
  take(letter: "A" | "B", row: number): void;
  advantages(shown: ShownAdvantages): void;
}

/** Widths of bars in pixels. */
const [rewardWidth, advantageWidth] = [52, 52];
/** Maximum number of shapes for the findings of a rollout. */
const maxShapes = 3;

const names: Readonly<Record<ShownAdvantages, string>> = {
  recorded: "recorded",
  "grpo-verl": "GRPO (verl)",
  "grpo-trl": "GRPO (TRL)",
  "dr-grpo": "Dr. GRPO",
  rloo: "RLOO",
};

export function rolloutTable(shown: ShownRollouts, actions: RolloutActions): HTMLElement {
  const { group, width } = shown;
  const isWide = width === "wide";
  const heads = [
    element("th", { scope: "col" }, "Compare"),
    element("th", { scope: "col", class: "n" }, "#"),
    element("th", { scope: "col", class: "n" }, "Reward"),
    element("th", { scope: "col", class: "n" }, "Advantage"),
    element("th", { scope: "col" }, "Findings"),
    ...(isWide
      ? [element("th", { scope: "col", class: "n" }, "Calls"), element("th", { scope: "col", class: "n" }, "Length")]
      : []),
    element(
      "th",
      { scope: "col", title: "Calls and answer; the number is the first character that differs" },
      "Beside A",
    ),
  ];
  const most = Math.max(
    1e-9,
    ...group.rollouts.map((rollout) => Math.abs(advantageOf(rollout, shown.advantages) ?? 0)),
  );
  return element(
    "table",
    { class: "plain data" },
    element("caption", { class: "sr" }, "Rollouts of this prompt"),
    element("thead", {}, element("tr", {}, ...heads)),
    element("tbody", {}, ...group.rollouts.map((rollout, i) => row(rollout, i, most, shown, actions))),
  );
}

export function rolloutData({ group, advantages }: ShownRollouts): FigureData {
  const rows = group.rollouts.map((rollout) => [
    ...[rollout.row + 1, rollout.reward, advantageOf(rollout, advantages)],
    rollout.findings.map(({ rule }) => rule).join(" "),
    ...[rollout.calls, rollout.length],
  ]);
  const heads = ["#", "reward", `advantage, ${names[advantages]}`, "findings", "calls", "length, characters"];
  return { title: `Rollouts of ${group.group}, n ${count(rows.length)}`, heads, rows };
}

/** A choice of whose advantages are shown; those recorded are named with the estimator that gives them. */
export function advantageChoice(shown: ShownRollouts, actions: RolloutActions): HTMLElement {
  const { group, advantages, estimators } = shown;
  const hasRecorded = group.rollouts.some(({ advantage }) => advantage !== undefined);
  const ids: ShownAdvantages[] = [...(hasRecorded ? ["recorded" as const] : []), ...estimators.map(({ id }) => id)];
  const buttons = ids.map((id) => {
    const title = estimators.find((one) => one.id === id)?.title ?? "As the file has them";
    const made = element("button", { type: "button", title, "aria-pressed": String(id === advantages) }, names[id]);
    made.addEventListener("click", () => actions.advantages(id));
    return made;
  });
  return element("span", { class: "switch", role: "group", "aria-label": "Advantages" }, ...buttons);
}

/** The advantages that a group shows first: the recorded ones, else GRPO's. */
export function usualAdvantages({ rollouts }: GroupDetail): ShownAdvantages {
  return rollouts.some(({ advantage }) => advantage !== undefined) ? "recorded" : "grpo-verl";
}

function advantageOf({ advantage, advantages }: Rollout, shown: ShownAdvantages): number | undefined {
  return shown === "recorded" ? advantage : advantages?.[shown];
}

function row(
  rollout: Rollout,
  place: number,
  most: number,
  shown: ShownRollouts,
  actions: RolloutActions,
): HTMLElement {
  const { row: number, reward, findings, calls, length, explained } = rollout;
  const { rewards, advantages, a, b, width } = shown;
  const isWide = width === "wide";
  const advantage = advantageOf(rollout, advantages);
  const letters = (["A", "B"] as const).map((letter) => {
    const isTaken = (letter === "A" ? a : b) === number;
    const made = element(
      "button",
      {
        type: "button",
        class: isTaken ? "ab on" : "ab",
        "aria-pressed": String(isTaken),
        "aria-label": `Take rollout ${place + 1} as ${letter}`,
        "data-take": `${letter}${number}`,
      },
      letter,
    );
    made.addEventListener("click", () => actions.take(letter, number));
    return made;
  });
  const isOdd = advantages === "recorded" && explained === false;
  const dear = dearest(findings);
  const rules = findings.map(({ rule }) => rule).join(", ");
  return element(
    "tr",
    { class: "rollout" },
    element("td", {}, element("span", { class: "abs" }, ...letters)),
    element("td", { class: "n quiet" }, `#${number + 1}`),
    element(
      "td",
      { class: "n" },
      barred(reward, rewards?.least, rewards?.most, width === "narrow" ? 0 : rewardWidth, (value) =>
        fixed(value, rewardDigits(rewards)),
      ),
    ),
    element(
      "td",
      isOdd ? { class: "n", title: "The estimator of the other rows does not give this advantage" } : { class: "n" },
      barred(advantage, -most, most, isWide ? advantageWidth : 0, (value) => `${signed(value)}${isOdd ? " *" : ""}`),
    ),
    element(
      "td",
      { class: "wide", title: rules },
      ...(dear === undefined
        ? [element("span", { class: "sr" }, "none")]
        : [
            element(
              "span",
              { class: "findings" },
              element(
                "span",
                { class: "shapes" },
                ...findings.slice(0, maxShapes).map(({ severity }) => severityShape(severity)),
              ),
              element("span", { class: "cut" }, dear.rule),
            ),
          ]),
    ),
    ...(isWide ? [element("td", { class: "n" }, count(calls)), element("td", { class: "n" }, count(length))] : []),
    element("td", {}, beside(number, shown)),
  );
}

function barred(
  value: number | undefined,
  least: number | undefined,
  most: number | undefined,
  width: number,
  words: (value: number) => string,
): HTMLElement {
  if (value === undefined) return element("span", { class: "quiet", title: "Not known" }, "–");
  const bar = width === 0 || least === undefined || most === undefined ? [] : [valueBar(value, least, most, width)];
  return element("span", { class: "cellbar" }, ...bar, element("span", { class: "value" }, words(value)));
}

/** What the calls are beside those of A. */
function beside(row: number, { a, texts }: ShownRollouts): Child {
  if (row === a || a === undefined) return "";
  const [mine, first] = [texts.get(row), texts.get(a)];
  if (mine === undefined || first === undefined) return element("span", { class: "quiet" }, "…");
  if (mine === null || first === null) return element("span", { class: "quiet", title: "The file has changed" }, "–");
  const at = firstDifference(first.calls, mine.calls);
  return at === undefined ? element("span", { class: "quiet" }, "the same") : `differ at ${count(at + 1)}`;
}

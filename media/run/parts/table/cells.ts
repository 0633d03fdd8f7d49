/** The content of a row's cells. Values that cannot be better are muted. */
import type { RunShape, ShapeComponent, ShownRow } from "../../../../server/core/runs/pages/page";
import type { RowJudge, RowQuotes } from "../../../../server/core/model/sampleRow";
import { element, type Child } from "../../../shared/dom";
import { severityShape } from "../../../shared/severityShape";
import type { Column } from "../../model/columns";
import { bound, count, fixed, rewardDigits, signed } from "../../model/words";
import { valueBar } from "../valueBar";

export interface CellContext {
  readonly shape: RunShape;
  /** Is it the first visible row of its group, or are the rows in another order than the file's? */
  readonly isFirst: boolean;
  readonly barWidth: number;
}

/** A recorded reward this close to the computed one is the same: dumps round to four decimals. */
const sameReward = 1e-4;

/** Maximum number of shapes for the findings of a row. */
const maxShapes = 3;

export function cellOf({ id }: Column, { row, right, question, sample }: ShownRow, context: CellContext): Child {
  const { shape, isFirst } = context;
  switch (id) {
    case "row":
      return quiet(String(row + 1));
    case "step":
      return sample.step === undefined
        ? nothing("The record has no step")
        : isFirst
          ? String(sample.step)
          : quiet(String(sample.step));
    case "question":
      return questionCell(question, sample.question, isFirst);
    case "calls":
      return callsCell(sample.calls);
    case "reward":
      return rewardCell(sample, shape, context.barWidth);
    case "recorded":
      return recordedCell(sample.recorded, sample.reward?.value, rewardDigits(shape.rewards));
    case "advantage":
      return sample.advantage === undefined ? nothing("No advantage is recorded") : signed(sample.advantage);
    case "findings":
      return findingsCell(sample);
    case "length":
      return count(sample.length);
    case "turns":
      return count(sample.turns);
    case "callCount":
      return sample.calls.count === 0 ? quiet("0") : count(sample.calls.count);
    case "toolErrors":
      return sample.toolErrors === 0 ? "" : count(sample.toolErrors);
    case "right":
      return right === undefined
        ? nothing("Nothing tells what is right")
        : right
          ? quiet("✓", "right")
          : element("b", { "aria-label": "wrong" }, "✗");
    case "verdict":
      return verdictCell(sample.judge);
    case "gold":
      return sample.judge?.gold ?? nothing("No gold label");
    case "quotes":
      return quotesCell(sample.judge?.quotes);
    case "taskType":
      return sample.judge?.taskType ?? "";
    case "endedBy":
      return sample.cut ? element("b", {}, sample.endedBy ?? "cut off") : (sample.endedBy ?? "");
    case "file":
      return fileName(sample.file);
    case "model":
      return sample.model ?? "";
    case "category":
      return sample.category ?? "";
    default:
      return componentCell(id.slice("component.".length), sample, shape);
  }
}

function quiet(text: string, label?: string): HTMLElement {
  return element(
    "span",
    label === undefined ? { class: "quiet" } : { class: "quiet", role: "img", "aria-label": label },
    text,
  );
}

/** Marks a value that a sample lacks, with the reason. */
function nothing(why: string): HTMLElement {
  return element("span", { class: "quiet", title: why }, "–");
}

/** @param whole with the words with which all questions of the run begin */
function questionCell(question: string | undefined, whole = question, isFirst: boolean): Child {
  if (question === undefined || whole === undefined) return nothing("The record has no question");
  return isFirst
    ? element("span", { title: whole }, question)
    : element("span", { class: "quiet", role: "img", "aria-label": whole }, "″");
}

/** The first call with its values, as short as is still readable. */
function callsCell({ count: calls, first }: ShownRow["sample"]["calls"]): Child {
  if (calls === 0 || first === undefined) return quiet("no call");
  const open = first.indexOf("(");
  const name = open < 0 ? first : first.slice(0, open);
  const values = open < 0 ? "" : valuesOnly(first.slice(open));
  const more = calls > 1 ? ` +${calls - 1}` : "";
  return element("span", { class: "mono", title: first }, name, element("span", { class: "quiet" }, values + more));
}

/** `(city="Oslo", days=2)` without names and quotes. */
function valuesOnly(given: string): string {
  return given.replace(/([(,]\s?)[\w.-]{1,60}=/g, "$1").replace(/"([^"]{0,100})"/g, "$1");
}

function rewardCell({ reward, recorded, undecided }: ShownRow["sample"], { rewards }: RunShape, width: number): Child {
  const value = reward?.value ?? recorded;
  if (value === undefined || rewards === undefined) {
    return nothing(
      undecided === undefined ? "No reward is known" : `Not decided: ${undecided} needs what the record does not hold`,
    );
  }
  const text = element("span", { class: "value" }, fixed(value, rewardDigits(rewards)));
  return element(
    "span",
    { class: "cellbar" },
    valueBar(value, Math.min(0, rewards.least), Math.max(0, rewards.most), width),
    text,
  );
}

function recordedCell(recorded: number | undefined, computed: number | undefined, digits: number): Child {
  if (recorded === undefined) return nothing("No reward is recorded");
  const text = fixed(recorded, digits);
  if (computed === undefined) return text;
  if (Math.abs(recorded - computed) <= sameReward) return quiet("=", `${text}, as computed`);
  return element(
    "span",
    { class: "differs", title: `Recorded ${text}, computed ${fixed(computed, digits)}` },
    `≠ ${text}`,
  );
}

function componentCell(name: string, { reward, components }: ShownRow["sample"], shape: RunShape): Child {
  const range = shape.components.find((component) => component.name === name);
  const value = reward?.parts.find(({ id }) => id === name)?.value ?? components[name];
  if (value === null) return nothing("The record names it without a number");
  if (value === undefined) return nothing("The sample has no such component");
  const text = written(value, range);
  return range !== undefined && value >= range.most - 1e-6 ? quiet(text) : text;
}

/** Whole numbers if the whole column probably has only whole numbers. */
function written(value: number, range: ShapeComponent | undefined): string {
  const isWhole = range !== undefined && range.most - range.least <= 1 && Number.isInteger(value);
  return isWhole ? bound(value) : fixed(value, rewardDigits(range));
}

function findingsCell({ findings, checked }: ShownRow["sample"]): Child {
  if (findings.length === 0) {
    return checked
      ? element("span", { class: "sr" }, "none")
      : nothing("Not checked: it holds no calls, and no profile fits it");
  }
  const dearest = findings.reduce((most, one) => ((one.cost ?? 0) > (most.cost ?? 0) ? one : most));
  const shapes = findings.slice(0, maxShapes).map(({ severity }) => severityShape(severity));
  const all = findings.map(({ rule }) => rule).join(", ");
  return element(
    "span",
    { class: "findings", title: all },
    element("span", { class: "shapes" }, ...shapes),
    element("span", { class: "cut" }, dearest.rule),
  );
}

/** The verdict by the reading that decides the reward, else by its author's meaning. */
function verdictCell(judge: RowJudge | undefined): Child {
  const verdict = judge?.verdicts[judge.paidReading ?? "parsed"];
  return verdict ?? nothing("No verdict");
}

/** How many quotes are not as written, of all. */
function quotesCell(quotes: RowQuotes | undefined): Child {
  if (quotes === undefined) return "";
  const { exact, normalised, altered, other, invented } = quotes;
  const all = exact + normalised + altered + other + invented;
  const not = altered + other + invented;
  if (all === 0) return quiet("none");
  const title = `${exact} as written, ${normalised} after normalising, ${altered} altered, ${other} in the other response, ${invented} invented`;
  return element("span", { title }, not === 0 ? quiet("0") : element("b", {}, String(not)), quiet(` / ${all}`));
}

function fileName(file: string): Child {
  return element("span", { title: file }, file.split("/").at(-1) ?? file);
}

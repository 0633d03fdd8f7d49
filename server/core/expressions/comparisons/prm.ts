import { toFloat } from "../../python/numbers";
import { stripped } from "../../python/strings";
import { all, isAbsent, undecided, type Truth } from "../absent";
import type { Comparison } from "./comparison";
import { hendrycks } from "./math";

/** PRM800K's grader, which mathruler, DeepScaleR and OpenRLHF copied. Whatever it leaves to sympy is undecided. */
export const prm: Comparison = {
  name: "prm",
  means: "as PRM800K's grader compares; what it asks sympy about is undecided",
  equal: (answer, truth) => mathdEqual(answer, truth) || sympyGrade(answer, truth, true),
};

/** OpenRLHF's copy, which ignores the brackets of a tuple or an interval. */
export const prmOpenRlhf: Comparison = {
  name: "prm-openrlhf",
  means: "as OpenRLHF's copy of PRM800K's grader compares, ignoring the brackets of tuples",
  equal: (answer, truth) => mathdEqual(answer, truth) || sympyGrade(answer, truth, false),
};

/** The first of PRM800K's two comparisons: Hendrycks' normalisation of both sides. */
export function mathdEqual(answer: string, truth: string): boolean {
  return mathd(answer) === mathd(truth);
}

function mathd(text: string): string {
  const bare = stripped(unwrapped(stripped(text)));
  return hendrycks(bare) ?? bare;
}

/** The content of a `\text{…}`, if the text is nothing else. */
function unwrapped(text: string): string {
  return /^\\text\{([^\n]+?)\}\n?$/.exec(text)?.[1] ?? text;
}

function sympyGrade(answer: string, truth: string, bracketsCount: boolean): Truth {
  const given = rawNormalised(answer);
  const gold = rawNormalised(truth);
  if (given === gold) return true;
  if (given.includes("\\") || gold.includes("\\")) return symbolic(answer, truth);
  const a = normalised(given);
  const g = normalised(gold);
  if (a === g) return true;
  if (a === "") return false;
  const golds = members(g);
  const answers = members(a);
  if (bracketsCount && golds.length > 1 && (g[0] !== a[0] || g.at(-1) !== a.at(-1))) return false;
  if (golds.length !== answers.length) return false;
  const pairs = golds.map((each, i) => memberEqual(answers[i] ?? "", each));
  return all(pairs, (pair) => (isAbsent(pair) ? symbolic(answer, truth) : pair));
}

function symbolic(answer: string, truth: string): Truth {
  return undecided(`decided in training by symbolic comparison of «${answer}» and «${truth}»; not computed`);
}

const units = [
  ...["degree", "cm", "centimeter", "meter", "mile", "second", "minute", "hour", "day", "week", "month", "year"],
  ...["foot", "feet", "inch", "yard"],
].map((unit) => new RegExp(`${unit}(?:es)?s? *(?:\\^[0-9]+)?`, "g"));

/** The normalisation before the grader has LaTeX parsed. */
function rawNormalised(text: string): string {
  let expression = unwrapped(text)
    .replaceAll("\\%", "%")
    .replaceAll("\\$", "$")
    .replaceAll("$", "")
    .replaceAll("%", "")
    .replaceAll(" or ", " , ")
    .replaceAll(" and ", " , ")
    .replaceAll("million", "*10^6")
    .replaceAll("billion", "*10^9")
    .replaceAll("trillion", "*10^12");
  for (const unit of units) expression = expression.replace(unit, "");
  expression = expression.replace(/\^ *\\circ/g, "");
  if (expression.startsWith("{") && expression.endsWith("}")) expression = expression.slice(1, -1);
  expression = expression.replace(/,\\! */g, "");
  const number = toFloat(expression);
  if (number !== undefined && isNearInteger(number)) expression = BigInt(roundHalfEven(number)).toString();
  return expression.replace(/^(-?)\\[dt]?frac\{([0-9]+)\}\{([0-9]+)\}$/, "$1$2/$3");
}

function normalised(text: string): string {
  const expression = text
    .replace(/- */g, "-")
    .replace(/([0-9]) +([0-9])/g, "$1+$2")
    .replaceAll(" ", "")
    .replaceAll("{", "")
    .replaceAll("}", "")
    .toLowerCase();
  if (!isInteger(expression)) return expression;
  return BigInt(Math.trunc(toFloat(expression.replaceAll(",", "")) ?? 0)).toString();
}

/** The members of a tuple or an interval; otherwise just the text. */
function members(text: string): readonly string[] {
  const expression = withoutCommas(text);
  if (expression === "") return [];
  const inner = expression.slice(1, -1);
  if (expression.length > 2 && /^[()[\]]/.test(expression) && /[()[\]]$/.test(expression) && !/[()[\]]/.test(inner)) {
    return inner.split(",").map(stripped);
  }
  return [expression];
}

function memberEqual(answer: string, truth: string): Truth {
  if (isFraction(answer) && isFraction(truth)) return answer === truth;
  if (isInteger(answer) !== isInteger(truth)) return false;
  const both = `(${truth})-(${answer})`;
  const letters = both.replaceAll("sqrt", "").replaceAll("frac", "").match(/\p{L}/gu);
  if (new Set(letters).size > 2) return false;
  if (both.includes("^{") || both.includes("^(") || /\^[0-9]+\^|\^[0-9][0-9]+/.test(both)) return false;
  const plain = /^-?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)$/;
  if (plain.test(answer) && plain.test(truth)) return Number(answer) === Number(truth);
  return undecided("");
}

function isFraction(text: string): boolean {
  return /^-?[0-9]+[^\n]?\/0*[1-9][0-9]*[^\n]?\n?$/u.test(text);
}

function isInteger(text: string): boolean {
  const number = toFloat(withoutCommas(text));
  return number !== undefined && isNearInteger(number);
}

/** Removes thousands separators until none is left. */
function withoutCommas(text: string): string {
  let expression = text;
  for (;;) {
    const next = expression.replace(/(\p{Nd}),(\p{Nd}{3})($|\P{Nd})/gu, "$1$2$3");
    if (next === expression) return expression;
    expression = next;
  }
}

function isNearInteger(number: number): boolean {
  return Number.isFinite(number) && Math.abs(number - roundHalfEven(number)) <= 1e-7;
}

/** Python's `round(x)`. */
function roundHalfEven(number: number): number {
  const below = Math.floor(number);
  const rest = number - below;
  if (rest < 0.5) return below;
  if (rest > 0.5) return below + 1;
  return below % 2 === 0 ? below : below + 1;
}

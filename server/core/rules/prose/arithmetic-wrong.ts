import { calculationsIn, isUnclear, shownValue, statedAnew, type Calculation } from "../../arithmetic";
import { CodeInProse, proseOf } from "../../facts/prose";
import { textOf } from "../../text/span";
import { shorten } from "../../text/shorten";
import { traceRule } from "../rule";

/** No more are told of one trace. */
const mostTold = 200;
const longestShown = 80;

/** A calculation in the model's own words that does not hold. */
export const arithmeticWrong = traceRule<Calculation>({
  id: "arithmetic-wrong",
  summary: "A calculation in the model's prose is false.",
  severity: "warning",
  anyText: true,
  ofEarlierTexts: true,
  cause: "arithmetic",
  check({ sample, facts, part, report }) {
    if (part === sample.groundTruth && part !== sample.completion) return;
    const { text } = part;
    // Most texts calculate nothing.
    if (!/[=≈]/.test(text)) return;
    const code = new CodeInProse(text);
    let told = 0;
    for (const prose of proseOf(facts, part)) {
      for (const found of calculationsIn(textOf(text, prose))) {
        if (found.holds || told >= mostTold) continue;
        const calculation = movedBy(found, prose.start);
        if (code.has(calculation.left) || isUnclear(text, calculation)) continue;
        told++;
        const { left, right } = calculation;
        const [written, stated] = [textOf(text, left), textOf(text, right)].map((side) => shorten(side, longestShown));
        report(
          {
            span: { start: left.start, end: right.end },
            message: `${written} is ${shownValue(calculation)}, not ${stated}. What is concluded from it rests on a false number, and a model that is trained on it learns to calculate so.`,
          },
          calculation,
        );
      }
    }
  },
  fixes({ part, state }) {
    const right = statedAnew(part.text, state);
    if (right === undefined) return [];
    return [{ title: `Write ${right}`, safe: false, edits: [{ part, span: state.right, text: right }] }];
  },
});

function movedBy(calculation: Calculation, by: number): Calculation {
  const { left, right, end } = calculation;
  return {
    ...calculation,
    left: { start: left.start + by, end: left.end + by },
    right: { start: right.start + by, end: right.end + by },
    end: end + by,
  };
}

import type { RubricItem, RubricWeight } from "../../rubrics/readRubric";
import type { Edit, Fix } from "../../model/fix";
import type { Part } from "../../model/sample";
import { shorten } from "../../text/shorten";
import { span, textOf } from "../../text/span";
import { wholeHundred } from "./wholeHundred";

interface WeightedItem extends RubricItem {
  readonly weight: RubricWeight;
}

/** Scales weights that do not add up to 100 %; the text around the numbers stays. */
export function scaledWeights(items: readonly RubricItem[], part: Part): Fix[] {
  if (!items.every(isWeighted)) return [];
  const inPercent = items.every(({ weight }) => weight.unit === "percent");
  const written = items.map(({ weight }) => numberIn(weight, part));
  const decimals = Math.min(2, Math.max(...written.map(({ text }) => text.split(".")[1]?.length ?? 0)));
  const values = items.map(({ weight }) => (weight.unit === "percent" ? weight.value : weight.value * 100));
  // Weights that are written as fractions get whole percents.
  const scaled = wholeHundred(values, inPercent ? decimals : 0);
  if (scaled === undefined) return [];
  const edits = items.flatMap(({ weight }, i): Edit[] => {
    const [share, number] = [scaled[i], written[i]];
    if (share === undefined || number === undefined) return [];
    const text = String(weight.unit === "percent" ? share : share / 100);
    return text === number.text ? [] : [{ part, span: number.span, text }];
  });
  const title = `Scale the weights to 100 %: ${shorten(scaled.join(", "))}`;
  return [{ title, safe: false, edits }];
}

/** Gives what is left of 100 % to the one item without a weight, written like the weights of the others. */
export function remainingWeight(items: readonly RubricItem[], part: Part): Fix[] {
  const bare = items.filter((item) => item.weight === undefined);
  const others = items.filter(isWeighted);
  const [item, model] = [bare[0], others[0]];
  if (item === undefined || model === undefined || bare.length > 1) return [];
  if (others.some(({ weight }) => weight.unit !== "percent")) return [];
  const left = Math.round((100 - others.reduce((sum, { weight }) => sum + weight.value, 0)) * 100) / 100;
  const isBehind = model.weight.span.start >= model.nameSpan.end;
  if (left <= 0 || !isBehind) return [];
  const number = numberIn(model.weight, part);
  const gap = textOf(part.text, span(model.nameSpan.end, number.span.start));
  // If emphasis signs close the name, they are already there before the weight.
  const marks = /^[*_`"']*/.exec(gap)?.[0] ?? "";
  const at = item.nameSpan.end + (part.text.startsWith(marks, item.nameSpan.end) ? marks.length : 0);
  const rest = textOf(part.text, span(number.span.end, model.weight.span.end));
  const text = gap.slice(marks.length) + String(left) + rest;
  if (text.length > longestGap || text.includes("\n")) return [];
  const title = `Give "${shorten(item.name)}" the ${left} % that are left`;
  return [{ title, safe: false, edits: [{ part, span: span(at, at), text }] }];
}

const longestGap = 40;

function isWeighted(item: RubricItem): item is WeightedItem {
  return item.weight !== undefined;
}

/** The number in a weight's text: `40` in `(Weight: 40 %)`. */
function numberIn(
  { span: at }: RubricWeight,
  part: Part,
): { readonly span: { start: number; end: number }; readonly text: string } {
  const match = /\d+(?:\.\d+)?/.exec(textOf(part.text, at));
  const start = at.start + (match?.index ?? 0);
  const text = match?.[0] ?? "";
  return { span: { start, end: start + text.length }, text };
}

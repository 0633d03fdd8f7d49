import type { SampleAttributes } from "../../model/sample";
import { longestLabel, sideOf } from "../../model/side";

/** Labels that name a response by its place, which counts from 1, or say which one is better. */
const placed: readonly (readonly [RegExp, "A" | "B"])[] = (["A", "B"] as const).map((side) => {
  const [number, ordinal] = side === "A" ? ["1", "first|left"] : ["2", "second"];
  const response = String.raw`(?:the[\s_])?(?:(?:model|response|assistant|answer|output|chatbot|candidate)[\s_-]?)`;
  const better = String.raw`${response}?${side}\s(?:is\s(?:the\s)?(?:much\s|slightly\s)?better|wins)(?:\s(?:one|response|answer))?`;
  return [new RegExp(`^(?:${response}${number}|${ordinal}|${better})[.!]?$`, "i"), side];
});

/** Labels that name a response by its number, or by what it is: which of the two it is, another field would say. */
const unplaced = /\d|chosen|rejected|first|second/i;

/** The shapes that only labels have: one letter, with what programs write around it. */
const letterLabel = /^\W{0,3}(?:(?:model|response|assistant|answer)[\s_]{0,2})?[a-z]\W{0,3}$/i;

/**
 * A gold label as records write it: `model_a`, `A`, `[[A]]`, `A>B`. One that names neither response is kept as it is,
 * so that figures can say how many there are; other texts are no labels.
 *
 * @param isLabel is it known that this is a label, whatever it says?
 */
export function goldIn(label: string | undefined, isLabel = false): Pick<SampleAttributes, "gold" | "otherGold"> {
  const written = label?.trim() ?? "";
  if (written === "" || written.length > longestLabel || written.includes("\n")) return {};
  const place = isLabel ? placed.find(([pattern]) => pattern.test(written))?.[1] : undefined;
  if (place !== undefined) return { gold: place };
  const side = unplaced.test(written) ? undefined : sideOf(written);
  if (side === "A" || side === "B") return { gold: side };
  return isLabel || side === "tie" || letterLabel.test(written) ? { otherGold: written } : {};
}

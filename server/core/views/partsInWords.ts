import { formatReward } from "../text/numbers";
import { shorten } from "../text/shorten";

/** The most parts of a reward that a line names. */
const maxParts = 5;

/** "accuracy 1", "format 0", "2 more"; a dash stands for a part without a value. */
export function partsInWords(parts: readonly (readonly [name: string, value: number | null | undefined])[]): string[] {
  const shown = parts
    .slice(0, maxParts)
    .map(([name, value]) => `${shorten(name, 40)} ${typeof value === "number" ? formatReward(value) : "–"}`);
  return parts.length > maxParts ? [...shown, `${parts.length - maxParts} more`] : shown;
}

import type { Facts } from "../../facts/facts";
import type { Location } from "../../model/finding";
import { partsInWords } from "../partsInWords";
import type { LoosePart } from "./breakdown";

/**
 * What is known of a reward without a total: the parts that the run recorded, and those that can be computed. Empty for
 * a sample that no reward is asked of: neither recorded nor with a ground truth.
 */
export function loosePartsOf({ sample, computedParts }: Facts): readonly LoosePart<Location>[] {
  const { attributes, groundTruth, rewarded, unanswered } = sample;
  const { components, score } = attributes;
  if (!rewarded || unanswered) return [];
  if (components === undefined && score === undefined && groundTruth === undefined) return [];
  const parts = new Map<string, LoosePart<Location>>();
  for (const [name, recorded] of Object.entries(components ?? {}).slice(0, maxParts)) {
    parts.set(name, { name, recorded, computed: undefined, detail: [], place: undefined });
  }
  for (const { title, value, detail, spans } of computedParts) {
    const recorded = parts.get(title)?.recorded;
    parts.set(title, { name: title, recorded, computed: value, detail, place: spans[0] });
  }
  return [...parts.values()];
}

/** A record may have any number of columns. */
const maxParts = 100;

/** The parts in one line. */
export function loosePartsInWords(parts: readonly LoosePart<unknown>[]): string {
  const values = parts.map(({ name, recorded, computed }) => [name, recorded ?? computed] as const);
  return ["No reward is known", ...partsInWords(values)].join(" · ");
}

import type { Reward } from "../../rewards";
import type { Raise } from "./breakdown";
import { negligible } from "./sentence";

/** So many are listed. */
const maxRaises = 20;

/** What would have raised the reward, each alone, the most first. */
export function raisesOf({ parts }: Reward): Raise[] {
  return parts
    .flatMap(({ alternatives }) => alternatives)
    .filter(({ gain }) => gain > negligible)
    .sort((one, other) => other.gain - one.gain)
    .slice(0, maxRaises);
}

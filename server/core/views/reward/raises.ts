import type { Reward } from "../../rewards";
import type { Raise } from "./breakdown";
import { negligible } from "../../text/numbers";

/** The most that are listed. */
const maxRaises = 20;

/** Single changes that would have raised the reward, the largest first. */
export function raisesOf({ parts }: Reward): Raise[] {
  return parts
    .flatMap(({ alternatives }) => alternatives)
    .filter(({ gain }) => gain > negligible)
    .sort((one, other) => other.gain - one.gain)
    .slice(0, maxRaises);
}

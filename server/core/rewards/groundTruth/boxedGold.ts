import { comparisons } from "../../expressions/comparisons";
import { squadNormalised } from "../components/squadNormalised";

const hendrycks = comparisons.find(({ name }) => name === "math");

/**
 * Is a box's content a ground truth's answer? The box may hold `\text{E}`, or an option followed by its text (`E: a
 * polygenic score`), as NeMo Gym reads it. Two answers are equal if SQuAD's normalisation or Hendrycks' `is_equiv`
 * makes them equal.
 */
export function isBoxedGold(content: string, gold: string): boolean {
  const held = unwrapped(content);
  if (squadNormalised(held) === squadNormalised(gold) && squadNormalised(gold) !== "") return true;
  if (hendrycks?.equal(held.trim(), unwrapped(gold).trim()) === true) return true;
  const option = /^[A-Z]$/.test(gold.trim()) ? /^\s*\(?([A-Z])[).:]/.exec(held)?.[1] : undefined;
  return option === gold.trim();
}

/** The content of `\text{…}`. */
export function unwrapped(content: string): string {
  return /^\s*\\text\{([^{}]*)\}\s*$/.exec(content)?.[1] ?? content;
}

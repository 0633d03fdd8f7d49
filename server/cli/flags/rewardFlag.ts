import { type Command, InvalidArgumentError } from "commander";
import { presetOption, presetRewardNames, type RewardOptions } from "../../core/rewards";
import { nearestName } from "../../core/text/nearestName";

export interface RewardFlag {
  readonly reward?: string;
}

/** `--reward`: an official function instead of each profile's reward. */
export function addRewardFlag(command: Command): Command {
  return command.option(
    "--reward <preset>",
    "an official reward function instead of the profile's: docs/presets",
    presetName,
  );
}

/** The reward that the flag asks for; empty without the flag. */
export function askedByFlag({ reward }: RewardFlag): { readonly reward?: RewardOptions } {
  return reward === undefined ? {} : { reward: { [presetOption]: reward } };
}

/** The name of a preset reward. */
function presetName(written: string): string {
  if (presetRewardNames.includes(written)) return written;
  const near = nearestName(written, presetRewardNames);
  const hint = near === undefined ? `There are ${presetRewardNames.join(", ")}.` : `Did you mean ${near}?`;
  throw new InvalidArgumentError(`No reward is named ${written}. ${hint}`);
}

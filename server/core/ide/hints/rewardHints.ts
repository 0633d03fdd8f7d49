import { type CallShare, type Earned, type ParameterShare, shareInWords } from "../../views/reward";
import { negligible } from "../../text/numbers";
import type { Location } from "../../model/finding";
import type { Hint, HintMaker } from "./hint";

/** After each call and each parameter's value: its share of the reward. */
export const rewardHints: HintMaker = (sample, rewards) => {
  const calls = rewards.breakdown(sample)?.calls?.calls ?? [];
  return calls.flatMap((call) => [
    ...call.parameters.flatMap((parameter) => parameterHint(call, parameter)),
    ...callHint(call),
  ]);
};

function callHint(call: CallShare<Location>): Hint[] {
  if (call.place === undefined) return [];
  const { title, note } = call;
  const tooltip = `${title}: ${shareInWords(call)} of the reward.${note === undefined ? "" : ` ${note}`}`;
  return [{ behind: call.place, label: shareInWords(call), tooltip, isEarned: isEarned(call) }];
}

function parameterHint(call: CallShare<Location>, parameter: ParameterShare<Location>): Hint[] {
  const { place, name, status, expected } = parameter;
  if (place === undefined) return [];
  // If calls are rewarded as a whole, a value has no share of its own.
  if (parameter.possible === 0 && status !== "extra") return [];
  const label = status === "extra" ? "not in the ground truth" : shareInWords(parameter);
  const wanted = status === "different" ? ` The ground truth has ${expected ?? "another value"}.` : "";
  const tooltip = `${call.title}, ${JSON.stringify(name)}: ${inWords[status]}.${wanted}`;
  return [{ behind: place, label, tooltip, isEarned: status === "equal" && isEarned(parameter) }];
}

function isEarned({ earned, possible }: Earned): boolean {
  return possible > negligible && possible - earned < negligible;
}

const inWords = {
  equal: "equal to the ground truth's",
  coerced: "equal for Python, though of another type",
  different: "another value than the ground truth's",
  missing: "missing",
  extra: "not in the ground truth; the names agree less",
} as const;

import type { Location } from "../../model/finding";
import type { Reward, RewardPart } from "../../rewards";
import type { CallPair, MatchingPart, ParameterComparison } from "../../rewards/toolrl";
import { shorten } from "../../text/shorten";
import type { CallShares, Raise } from "./breakdown";
import { correctnessOf, nameOfCall } from "./callShares";
import { negligible } from "./sentence";

/** So many are listed. */
const mostRaises = 20;

/** What would have raised the reward, each alone, the most first. */
export function raisesOf(reward: Reward, calls: CallShares<Location> | undefined): Raise[] {
  const correctness = correctnessOf(reward);
  const raises = reward.parts.flatMap((part): Raise[] =>
    part === correctness && calls !== undefined ? callRaises(reward, part, calls) : partRaise(reward, part),
  );
  return raises
    .filter(({ gain }) => gain > negligible)
    .sort((one, other) => other.gain - one.gain)
    .slice(0, mostRaises);
}

/** For a part that is not made of calls: all that it lacks. */
function partRaise({ toolrl, verdict }: Reward, part: RewardPart): Raise[] {
  const gain = part.max - part.value;
  if (verdict !== undefined && part.id === "verdict") return [{ text: `The verdict ${verdict.gold}`, gain }];
  const problems = part.id.endsWith("format") ? (toolrl?.formatPart.problems ?? []) : [];
  const why = problems[0]?.message ?? part.detail[0];
  return [{ text: `All of ${part.title.toLowerCase()}${why === undefined ? "" : `: ${why}`}`, gain }];
}

function callRaises({ toolrl }: Reward, part: RewardPart, shares: CallShares<Location>): Raise[] {
  const matching = toolrl?.correctnessPart.matching;
  const { perPoint } = shares;
  if (toolrl === undefined || matching === undefined || perPoint === undefined) {
    return [{ text: "All calls as in the ground truth", gain: part.max - part.value }];
  }
  const byParts = toolrl.variant !== "finegrained" && toolrl.variant !== "intermediate" && toolrl.variant !== "coarse";
  const calls = toolrl.correctnessPart.completion?.lines.length ?? 0;
  return [
    ...matching.pairs.flatMap((pair) => pairRaises(pair, perPoint, byParts)),
    ...spuriousRaise(matching, calls, perPoint, byParts),
  ];
}

function pairRaises(pair: CallPair, perPoint: number, byParts: boolean): Raise[] {
  const { truth, call, points, maxPoints, parameters } = pair;
  const title = `call ${truth.index + 1} (${nameOfCall(truth)})`;
  const lost = (maxPoints - points) * perPoint;
  // Names of the tools count besides; how much depends on the other calls.
  if (call === undefined) return [{ text: `An answer to ${title}, at least`, gain: lost }];
  if (!byParts) return [{ text: `${capital(title)} wholly as in the ground truth`, gain: lost }];
  return parameters.map((parameter) => ({
    text: `${capital(title)}: ${remedy(parameter)}`,
    gain: pointsOf(parameter, parameters) * perPoint,
  }));
}

/** How many points mending that one parameter adds: its value's, and what the names then have more in common. */
export function pointsOf({ status }: ParameterComparison, all: readonly ParameterComparison[]): number {
  const common = all.filter((one) => one.status !== "missing" && one.status !== "extra").length;
  const union = all.length;
  switch (status) {
    case "equal":
    case "coerced":
      return 0;
    case "different":
      return 1;
    case "missing":
      return 1 + 1 / union;
    case "extra":
      // Without it there may be no name left on either side, which is agreement.
      return (union === 1 ? 1 : common / (union - 1)) - common / union;
  }
}

function remedy({ name, status }: ParameterComparison): string {
  const quoted = JSON.stringify(shorten(name));
  if (status === "extra") return `without ${quoted}`;
  return `${quoted} ${status === "missing" ? "given, with the ground truth's value" : "with the ground truth's value"}`;
}

/** One call less that answers nothing: the names of the tools agree more. */
function spuriousRaise(matching: MatchingPart, calls: number, perPoint: number, byParts: boolean): Raise[] {
  const matched = matching.pairs.filter(({ call }) => call !== undefined).length;
  if (!byParts || calls <= matched) return [];
  const both = matching.pairs.length + calls;
  const names = matching.names.points;
  const common = Math.round((names * both) / (1 + names));
  // All names may be in common: then leaving out a call takes one away.
  if (common >= calls) return [];
  return [{ text: "One call less that answers none", gain: (common / (both - 1 - common) - names) * perPoint }];
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

import { shorten } from "../../text/shorten";
import { nameOfCall, type ComparedArgument, type ComparedPair } from "../shape/comparedCalls";
import type { Alternative } from "../shape/reward";
import type { ToolRLCalls } from "./comparedCalls";
import { capitalised } from "../../text/capitalised";

/** Changes that would have raised the reward for calls, each alone. `lacking` is all that it lacks. */
export function callAlternatives(calls: ToolRLCalls, lacking: number): Alternative[] {
  const { perPoint, oneByOne } = calls;
  if (perPoint === undefined) return [{ text: "All calls as in the ground truth", gain: lacking }];
  const byPoints = oneByOne === calls;
  const spurious = byPoints ? calls.spurious.map(({ cost = 0 }) => cost) : [];
  const most = Math.max(0, ...spurious);
  return [
    ...calls.pairs.flatMap((pair) => pairAlternatives(pair, byPoints)),
    ...(most > 0 ? [{ text: "One call less that answers none", gain: most }] : []),
  ];
}

function pairAlternatives(pair: ComparedPair, byPoints: boolean): Alternative[] {
  const { truth, call, earned, possible } = pair;
  const title = `call ${truth.index + 1} (${nameOfCall(truth)})`;
  const lost = possible - earned;
  // Names of the tools count as well; how much depends on the other calls.
  if (call === undefined) return [{ text: `An answer to ${title}, at least`, gain: lost }];
  if (!byPoints) return [{ text: `${capitalised(title)} wholly as in the ground truth`, gain: lost }];
  return pair.arguments.map((argument) => ({
    text: `${capitalised(title)}: ${remedy(argument)}`,
    gain: argument.cost ?? 0,
  }));
}

function remedy({ name, status }: ComparedArgument): string {
  const quoted = JSON.stringify(shorten(name));
  if (status === "extra") return `without ${quoted}`;
  return `${quoted} ${status === "missing" ? "given, with the ground truth's value" : "with the ground truth's value"}`;
}

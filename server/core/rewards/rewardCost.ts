import { formatDifference } from ".";

/** What a fault costs, as the end of a message: " It costs reward: −0.75." Empty if it costs nothing. */
export function costSentence(cost: number | undefined): string {
  return cost === undefined || cost < 0.0005 ? "" : ` It costs reward: ${formatDifference(-cost)}.`;
}

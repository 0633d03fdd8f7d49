import { shareInWords, type Breakdown, type CallShare, type LoosePart, type OwnBreakdown } from "./reward";
import { formatDifference, formatReward } from "../rewards";
import { escapeMarkdown } from "../text/printable";

/** The most parameters of a call that are shown. */
const maxParameters = 30;

/** A reward, derived line by line, as Markdown. Words of the trace are escaped: they are not markup. */
export function describeReward({ sentence, failure, reward, parts, raises, judge }: Breakdown<unknown>): string {
  const lines = [`**${escapeMarkdown(sentence)}**`];
  if (failure !== undefined) lines.push("", escapeMarkdown(failure.message));
  if (reward !== undefined) {
    const { total, min, max, parts, options, step } = reward;
    const by = [...options.map(({ name, value }) => escapeMarkdown(`${name} ${value}`)), `step ${step}`].join(", ");
    lines.push("", `${formatReward(total)}, from ${formatReward(min)} to ${formatReward(max)} possible (${by}):`, "");
    for (const part of parts) {
      lines.push(`- ${escapeMarkdown(part.title)} ${formatReward(part.value)} of ${formatReward(part.max)}`);
      // Indented lines go one level deeper.
      for (const line of part.detail)
        lines.push(`${"  ".repeat(line.startsWith(" ") ? 2 : 1)}- ${escapeMarkdown(line.trim())}`);
    }
  }
  if (parts.length > 0) lines.push("");
  for (const part of parts) {
    lines.push(`- ${escapeMarkdown(part.name)}: ${loosePartInWords(part)}`);
    for (const line of part.detail) lines.push(`  - ${escapeMarkdown(line.trim())}`);
  }
  if (judge !== undefined) {
    lines.push("", "*Readings of the verdict:*", "");
    for (const { title, verdict, failure: why, decides } of judge.readings) {
      const mark = decides ? ", which the reward uses" : "";
      lines.push(`- ${escapeMarkdown(title)}: ${escapeMarkdown(verdict ?? why ?? "none")}${mark}`);
    }
  }
  if (raises.length > 0) {
    lines.push("", "*Single changes that would have raised it:*", "");
    for (const { text, gain } of raises) lines.push(`- ${escapeMarkdown(text)}: **${formatDifference(gain)}**`);
  }
  return lines.join("\n");
}

/** "recorded 0, computed 1". */
function loosePartInWords({ recorded, computed }: LoosePart<unknown>): string {
  return [
    ...(recorded === undefined
      ? []
      : [recorded === null ? "not computed by the run" : `recorded ${formatReward(recorded)}`]),
    ...(computed === undefined ? ["no function is known for it"] : [`computed ${formatReward(computed)}`]),
  ].join(", ");
}

/** The answer of a team's own scorer, as Markdown. */
export function describeOwn({ score, components, leftOut, failure, difference }: OwnBreakdown): string {
  if (score === undefined) return `**The team's scorer gave no score.** ${escapeMarkdown(failure ?? "")}`;
  const lines = [`**The team's scorer: ${formatReward(score)}**`];
  if (difference !== undefined) lines.push("", escapeMarkdown(difference.text));
  if (components.length > 0) lines.push("");
  for (const { name, value } of components) lines.push(`- ${escapeMarkdown(name)} ${formatReward(value)}`);
  if (leftOut > 0) lines.push(`- … and ${leftOut} more`);
  return lines.join("\n");
}

/** What one call earned and why, as Markdown. */
export function describeCall(call: CallShare<unknown>, perPoint: number | undefined): string {
  const { title, note, earned, possible, parameters } = call;
  const lines = [`**${escapeMarkdown(title)}** earns ${formatReward(earned)} of ${formatReward(possible)}`];
  if (note !== undefined) lines.push("", escapeMarkdown(note));
  if (perPoint !== undefined && call.kind === "answered") {
    const values = parameters.reduce((sum, parameter) => sum + parameter.earned, 0);
    lines.push("", `One point is worth ${formatReward(perPoint)}.`, "");
    lines.push(`- the names of its parameters: ${formatReward(earned - values)} of ${formatReward(perPoint)}`);
    for (const { name, status, given, expected, ...share } of parameters.slice(0, maxParameters)) {
      const difference =
        status === "different" || status === "coerced"
          ? ` (${escapeMarkdown(given ?? "")} here, ${escapeMarkdown(expected ?? "")} in the ground truth)`
          : "";
      const worth = share.possible > 0 ? `: ${shareInWords(share)}` : "";
      lines.push(`- ${escapeMarkdown(JSON.stringify(name))} is ${status}${difference}${worth}`);
    }
    if (parameters.length > maxParameters) lines.push(`- … and ${parameters.length - maxParameters} more`);
  }
  return lines.join("\n");
}

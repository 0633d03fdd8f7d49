import type { Split } from "../../../runs/byWhat";
import { between, count, fixed, percent, plural } from "../../../runs/words";
import { section, table, type Section } from "../document";
import { checkedShare, maxRows } from "./cells";

/** The figures by what the samples are. */
export function splitSection({ by, lines, without, more }: Split, digits: number): Section {
  const shown = lines.slice(0, by === "step" ? lines.length : maxRows);
  return section(`By ${by}`, {
    tables: [
      table(
        "With 95 % intervals",
        [by, "n#", "mean reward#", "interval#", "right#", "malformed calls#"],
        shown.map(({ name, n, reward, right, malformed }) => [
          name,
          count(n),
          reward === undefined ? "–" : fixed(reward.value, digits),
          reward?.interval === undefined ? "–" : between(reward.interval, digits),
          percent(right?.value),
          checkedShare(malformed),
        ]),
        more + lines.length - shown.length,
      ),
    ],
    notes: without === 0 ? [] : [`${plural(without, "sample")} without a ${by}.`],
  });
}

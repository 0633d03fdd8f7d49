import type { LostBy } from "../../../runs/figures/lost";
import { sinceInWords } from "../../../runs/sentences";
import { count, fixed, plural } from "../../../runs/words";
import { section, table, type Section } from "../document";
import { maxRows } from "./cells";

/** What costs reward, by rule and by cause. */
export function lostSection(lost: LostBy, causes: LostBy, digits: number): Section {
  const rows = ({ bars }: LostBy): string[][] =>
    bars
      .slice(0, maxRows)
      .map(({ name, severity, n, lost: on, since }) => [
        name,
        severity,
        on === undefined ? "–" : fixed(-on, digits),
        count(n),
        sinceInWords({ since }),
      ]);
  const columns = ["", "severity", "lost on the mean#", "samples#", "since"];
  const without = lost.without;
  return section("Reward lost", {
    charts: [
      {
        kind: "bars",
        title: "Reward lost on the mean, by rule",
        bars: lost.bars
          .slice(0, 12)
          .flatMap(({ name, lost: value }) => (value === undefined ? [] : [{ label: name, value }])),
      },
    ],
    tables: [
      table("By rule", ["rule", ...columns.slice(1)], rows(lost), Math.max(0, lost.bars.length - maxRows)),
      table("By cause, a cost counted once a sample", ["cause", ...columns.slice(1)], rows(causes)),
    ],
    notes: [
      `Bars overlap, so they do not add up.${without === undefined ? "" : ` Without a finding that costs: ${fixed(-without.lost, digits)}, ${plural(without.n, "sample")}.`}`,
      "– : no reward is known, or not what the finding takes of it.",
    ],
  });
}

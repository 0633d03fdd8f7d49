import { spearman } from "../statistics/correlation";
import { isDead } from "../statistics/signal";
import { mean } from "../statistics/spread";
import { proportion } from "../statistics/proportion";
import type { RewardBesideRecorded } from "./figures/rewardBeside";
import type { Scope } from "./scope";
import { percent } from "./words";

/**
 * The computed reward compared with the recorded one, for samples that have both: what training would have had under
 * it. Undefined if no group has both, or if they are the same throughout.
 */
export function rewardBesideRecorded(scope: Scope): RewardBesideRecorded | undefined {
  const { run, table } = scope;
  const isIn = new Set(scope.rows);
  const groups = run.groups.groups
    .map(({ rows }) =>
      rows.filter(
        (row) => isIn.has(row) && Number.isFinite(table.computed.get(row)) && Number.isFinite(table.recorded.get(row)),
      ),
    )
    .filter((rows) => rows.length > 1);
  const both = scope.where(
    (row) => Number.isFinite(table.computed.get(row)) && Number.isFinite(table.recorded.get(row)),
  );
  const differ = both.count((row) => Math.abs(table.computed.get(row) - table.recorded.get(row)) > 1e-4);
  if (differ === 0) return undefined;
  const [computed, recorded] = [
    both.mean((row) => table.computed.get(row)),
    both.mean((row) => table.recorded.get(row)),
  ];
  if (computed === undefined || recorded === undefined) return undefined;
  const pairs = groups.map((rows) => ({
    computed: rows.map((row) => table.computed.get(row)),
    recorded: rows.map((row) => table.recorded.get(row)),
  }));
  const ranks = pairs.map((group) => spearman(group.computed, group.recorded)).filter((rho) => rho !== undefined);
  const deadComputed = proportion(pairs.filter((group) => isDead(group.computed)).length, pairs.length);
  const deadRecorded = proportion(pairs.filter((group) => isDead(group.recorded)).length, pairs.length);
  return {
    n: both.n,
    differ,
    computed,
    recorded,
    deadComputed,
    deadRecorded,
    spearman: ranks.length === 0 ? undefined : { value: mean(ranks), groups: ranks.length },
    sentence: {
      lead: `The computed reward is another than the recorded one in ${percent(differ / both.n)} of the samples.`,
      rest:
        pairs.length === 0
          ? ""
          : `Under it ${percent(deadComputed.value)} of the groups would be dead, recorded ${percent(deadRecorded.value)}.`,
      filter: undefined,
    },
  };
}

import type { Choice } from "../../statistics/orders";
import type { RunTable } from "../table/runTable";

/** A pair of responses that a judge saw in both orders: one row for each. */
export interface OrderPair {
  /** The row that shows the response of the smaller hash first, and the other. */
  readonly rows: readonly [number, number];
}

/**
 * The pairs that were judged in both orders. The same two responses with the same judge are one pair; of several
 * judgements in one order the first counts.
 */
export function orderPairs(table: RunTable, all = table.all): OrderPair[] {
  const byPair = new Map<string, [number | undefined, number | undefined]>();
  for (const row of all) {
    const pair = table.judge.pairOf(row);
    if (pair === undefined) continue;
    const key = `${pair} ${table.model.get(row) ?? ""}`;
    const seen = byPair.get(key) ?? [undefined, undefined];
    seen[Number(table.judge.isSwapped(row))] ??= row;
    byPair.set(key, seen);
  }
  return [...byPair.values()].flatMap(([one, other]) =>
    one === undefined || other === undefined ? [] : [{ rows: [one, other] as const }],
  );
}

/** The response that a row's verdict chose: A is the one with the smaller hash, whichever was shown first. */
export function chosen(table: RunTable, row: number, reading: string): Choice | undefined {
  const verdict = table.judge.verdict(reading, row);
  if (verdict === "tie") return verdict;
  if (verdict !== "A" && verdict !== "B") return undefined;
  return table.judge.isSwapped(row) === true ? (verdict === "A" ? "B" : "A") : verdict;
}

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { assign } from "../../../../server/core/rewards/toolrl/assignment";

/** The best total by trying every assignment. */
function bruteForce(weights: number[][], used: ReadonlySet<number> = new Set(), row = 0): number {
  const current = weights[row];
  if (current === undefined) return 0;
  const totals = current.map((weight, column) =>
    used.has(column) ? -Infinity : weight + bruteForce(weights, new Set([...used, column]), row + 1),
  );
  return Math.max(...totals);
}

describe("assign", () => {
  it("finds the greatest total, with each column used once", () => {
    const matrix = fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 0, max: 2 })).chain(([rows, extra]) =>
      fc.array(fc.array(fc.integer({ min: 0, max: 6 }), { minLength: rows + extra, maxLength: rows + extra }), {
        minLength: rows,
        maxLength: rows,
      }),
    );
    fc.assert(
      fc.property(matrix, (weights) => {
        const columns = assign(weights);
        expect(new Set(columns).size).toBe(weights.length);
        const total = columns.reduce((sum, column, row) => sum + (weights[row]?.[column] ?? NaN), 0);
        expect(total).toBe(bruteForce(weights));
      }),
      { seed: 20240605, numRuns: 500 },
    );
  });
});

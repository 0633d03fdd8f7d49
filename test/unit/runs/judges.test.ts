/** What is said of judges' verdicts: read by several programs, held against gold labels of any kind. */
import { describe, expect, it } from "vitest";
import type { RowJudge, SampleRow } from "../../../server/core/model/sampleRow";
import { judgeFigures } from "../../../server/core/runs/judges";
import { scopeOf } from "./support/rows";

const noQuotes = { exact: 0, normalised: 0, altered: 0, other: 0, invented: 0, unchecked: 0 };

function judged(given: Partial<RowJudge>): Partial<SampleRow> {
  const none = { gold: undefined, paidReading: undefined, result: undefined, taskType: undefined, lengths: undefined };
  return {
    judge: { ...none, verdicts: {}, quotes: noQuotes, pairHash: undefined, swapped: undefined, ...given },
  };
}

describe("judges", () => {
  it("differ only where programs read another verdict, not where another form has other programs", () => {
    const figures = judgeFigures(
      scopeOf([
        judged({ gold: "A", verdicts: { parsed: "A", one: "A", other: "A" } }),
        judged({ gold: "A", verdicts: { parsed: "A", third: "A" } }),
        judged({ gold: "A", verdicts: { parsed: "B", third: null } }),
      ]),
    );
    expect(figures?.disagreeing.figure).toMatchObject({ k: 1, n: 3 });
    expect(figures?.right[0]).toMatchObject({ name: "parsed", figure: { k: 2, n: 3 } });
  });

  it("give a recorded result only where their text was read, half a point for a tie or no verdict", () => {
    const recorded = (given: Partial<RowJudge>[]) =>
      judgeFigures(scopeOf(given.map((each) => judged({ gold: "A", ...each }))))?.recorded;
    expect(recorded([{ result: 0 }, { result: 0.5 }])).toMatchObject({
      right: { k: 0.5, n: 2 },
      agree: { n: 0, value: undefined },
    });
    const read = [
      { result: 1, verdicts: { parsed: "A" } },
      { result: 0.5, verdicts: { parsed: null } },
      { result: 0.5, verdicts: { parsed: "A" } },
      { result: 0, verdicts: { parsed: "B" } },
    ];
    expect(recorded(read)?.agree).toMatchObject({ k: 3, n: 4 });
  });

  it("are not held against a gold label that is neither response, which is said", () => {
    const figures = judgeFigures(
      scopeOf([
        judged({ gold: "A", verdicts: { parsed: "A" } }),
        judged({ otherGold: "tie", verdicts: { parsed: "A" } }),
        judged({ otherGold: "tie", verdicts: { parsed: "tie" } }),
        judged({ otherGold: "C", verdicts: { parsed: "B" } }),
      ]),
    );
    expect(figures?.right[0]?.figure).toMatchObject({ k: 1, n: 1 });
    expect(figures?.otherGold.n).toBe(3);
    expect(figures?.sentences.map(({ lead }) => lead)).toContain("3 gold labels are neither response: tie (2), C (1).");
  });
});

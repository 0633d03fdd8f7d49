/** What the heading of a list of samples says, sample by sample in and out again. */
import { describe, expect, it } from "vitest";
import { dearestRules, ListFigures, type ListedRow } from "../../../server/core/runs/listFigures";

const reward = (value: number) => ({ value, least: -3, best: 4, parts: [] });
const finding = (rule: string, cost: number | undefined, count = 1) =>
  ({ rule, cause: "malformed calls", severity: "error", count, cost }) as const;
const row = (given: Partial<ListedRow>): ListedRow => ({
  checked: true,
  reward: undefined,
  recorded: undefined,
  findings: [],
  ...given,
});

function figures(...rows: readonly ListedRow[]): ListFigures {
  const made = new ListFigures();
  for (const each of rows) made.add(each);
  return made;
}

describe("the figures of a list", () => {
  it("are the mean reward, and by rule the samples hit and what they lost on the mean", () => {
    const { summary } = figures(
      row({ reward: reward(1), findings: [finding("tool-call-json", 5, 2)] }),
      row({ reward: reward(4) }),
      row({ reward: reward(2), findings: [finding("tool-call-json", 1), finding("cut-off", undefined)] }),
    );
    expect(summary.mean).toEqual({ kind: "computed", value: 7 / 3, n: 3, best: 4 });
    // Never more than the sample lacks: 3 of 5 in the first.
    expect(summary.rules["tool-call-json"]).toEqual({ samples: 2, findings: 3, lost: 4 / 3 });
    expect(summary.rules["cut-off"]).toEqual({ samples: 1, findings: 1, lost: undefined });
    expect(summary.states).toEqual({ lost: 2, least: 0, unchecked: 0 });
    expect(dearestRules(summary, 1).map(({ rule }) => rule)).toEqual(["tool-call-json"]);
  });

  it("never mix computed and recorded rewards", () => {
    const recorded = row({ recorded: 0.5 });
    expect(figures(recorded, row({ recorded: 1 })).summary.mean).toMatchObject({ kind: "recorded", value: 0.75, n: 2 });
    expect(figures(recorded, row({ reward: reward(4) })).summary.mean).toMatchObject({ kind: "computed", n: 1 });
    expect(figures(row({})).summary.mean).toBeUndefined();
  });

  it("are as before once a sample is taken out again", () => {
    const kept = row({ reward: reward(1), recorded: 1, findings: [finding("unknown-tool", 1)] });
    const gone = row({ checked: false, reward: reward(-3), findings: [finding("tool-call-json", 1)] });
    const made = figures(kept, gone);
    expect(made.summary.states).toEqual({ lost: 2, least: 1, unchecked: 1 });
    made.add(gone, -1);
    expect(made.summary).toEqual(figures(kept).summary);
  });
});

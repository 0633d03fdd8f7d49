/** The words above the list of samples, and after all safe fixes were made. */
import { describe, expect, it } from "vitest";
import { fixedInWords } from "../../../client/src/fixing/fixedInWords";
import { headingOf } from "../../../client/src/samples/listHeading";
import type { ListSummary } from "../../../server/core/runs/listFigures";

const summary = (given: Partial<ListSummary>): ListSummary => ({
  samples: 8,
  mean: { kind: "computed", value: 2.125, n: 8, best: 4 },
  states: { lost: 3, least: 0, unchecked: 0 },
  rules: {},
  severities: { error: 0, warning: 0, information: 0 },
  ...given,
});
const rule = (samples: number, findings: number, lost?: number) => ({ samples, findings, lost });

describe("the heading of the list", () => {
  it("names the mean and the three rules that cost most", () => {
    const rules = {
      "cut-off": rule(5, 5),
      "unknown-tool": rule(1, 1, 0.1),
      "tool-call-json": rule(2, 2, 0.5),
      "missing-tag": rule(1, 1, 0.2),
      "unclosed-tag": rule(1, 1, 0.05),
    };
    expect(headingOf(summary({ rules }))).toBe(
      "Mean reward 2.125 of 4 · lost most by tool-call-json −0.5, missing-tag −0.2, unknown-tool −0.1",
    );
  });

  it("says so where no reward is known or nothing was checked", () => {
    const states = { lost: 0, least: 0, unchecked: 8 };
    expect(headingOf(summary({ mean: undefined, states }))).toBe("No reward is known · nothing was checked");
    const recorded = { kind: "recorded", value: 0.5, n: 6, best: undefined } as const;
    expect(headingOf(summary({ mean: recorded, rules: { "cut-off": rule(2, 2) } }))).toBe(
      "Mean recorded reward 0.5 (6 samples) · found most: cut-off in 2",
    );
  });
});

describe("what all safe fixes did", () => {
  it("is told by rule, with the mean before and after", () => {
    const before = summary({ rules: { "unclosed-tag": rule(2, 3), "end-token": rule(1, 1), "cut-off": rule(1, 1) } });
    const after = summary({
      mean: { kind: "computed", value: 2.5, n: 8, best: 4 },
      rules: { "cut-off": rule(1, 1) },
    });
    expect(fixedInWords(before, after)).toBe(
      "Fixed 4 findings: 3 unclosed-tag, 1 end-token. The mean reward goes from 2.125 to 2.5. Nothing is saved yet.",
    );
  });

  it("says no number that is not known", () => {
    expect(fixedInWords(undefined, undefined)).toBe("Fixed what is safe to fix. Nothing is saved yet.");
    const before = summary({ mean: undefined, rules: { "end-token": rule(1, 1) } });
    expect(fixedInWords(before, summary({ mean: undefined }))).toBe(
      "Fixed 1 finding: 1 end-token. Nothing is saved yet.",
    );
  });
});

/** The sentences above a run's charts. */
import { describe, expect, it } from "vitest";
import type { SampleRow } from "../../../server/core/model/sampleRow";
import { summarise } from "../../../server/core/runs/summary";
import { finding, scopeOf } from "./support/rows";

describe("the sentences of a run", () => {
  it("says that nothing was found only where nothing was", () => {
    const lead = (rows: readonly Partial<SampleRow>[]): string | undefined =>
      summarise(scopeOf(rows)).sentences[0]?.lead;
    const warning = { ...finding("unknown-tool"), severity: "warning" as const };
    expect(lead([{}, {}])).toBe("Nothing was found in 2 samples.");
    const others = Array.from({ length: 19 }, () => ({}));
    expect(lead([{ findings: [warning] }, ...others])).toBe("No errors in 20 samples, warnings in 1.");
  });

  it("says of samples of which nothing but the words is checked that these are, once something was found in them", () => {
    const warning = { ...finding("arithmetic-wrong"), severity: "warning" as const };
    const lead = (...rows: readonly Partial<SampleRow>[]): string | undefined =>
      summarise(scopeOf(rows.map((row) => ({ ...row, checked: false })))).sentences[0]?.lead;
    expect(lead({}, {})).toBe("None of the 2 samples was checked:");
    expect(lead({ findings: [warning] }, {})).toBe("Only the words of the 2 samples were checked:");
    expect(lead({ findings: [warning] })).toBe("Only the words of the sample were checked:");
  });

  it("names the fault that is in most samples where there is no reward, if it is in a tenth of them", () => {
    const warning = { ...finding("unknown-tool"), severity: "warning" as const };
    const note = { ...finding("block-separator"), severity: "information" as const };
    const rows = [{ findings: [warning, note] }, { findings: [note] }, ...Array.from({ length: 8 }, () => ({}))];
    expect(summarise(scopeOf(rows)).sentences).toMatchObject([
      { lead: "unknown-tool was found most: in 1 sample.", filter: "rule:unknown-tool" },
    ]);
  });

  it("says how many are right by the only grade that is recorded, and takes no other number for one", () => {
    const first = (...values: readonly Readonly<Record<string, number | null>>[]): string | undefined => {
      const [said] = summarise(scopeOf(values.map((components) => ({ components })))).sentences;
      return said && `${said.lead} ${said.rest}`;
    };
    expect(first({ match: 1 }, { match: 0.5 }, { match: 0 }, { match: null })).toBe(
      "33.3 % are right: the recorded match is 1.",
    );
    for (const rows of [
      [{ match: 1 }, { match: 0.7 }],
      [{ match: 1, format: 1 }, { match: 0 }],
      [{ match: 2 }, { match: 0 }],
    ]) {
      expect(first(...(rows as Record<string, number>[]))).toBe("Nothing was found in 2 samples. ");
    }
    const rewarded = scopeOf([
      { components: { match: 1 }, recorded: 0.2 },
      { components: { match: 0 }, recorded: 0.1 },
    ]);
    expect(rewarded.run.right.words).not.toContain("match");
  });
});

/** What the page Judges is told. */
import { describe, expect, it } from "vitest";
import type { RowQuotes, SampleRow } from "../../../server/core/model/sampleRow";
import { judgesPage, type JudgesAnswer, type QuoteRung } from "../../../server/core/runs/pages/judgePages";
import type { RunQuery } from "../../../server/core/runs/pages/page";
import { RunPages } from "../../../server/core/runs/pages/runPages";
import { tableOf } from "./support/rows";

const all = { filter: "", sort: undefined, by: "rule" } as const;

function judged(verdict: string, quotes: Partial<RowQuotes>): Partial<SampleRow> {
  const none = { exact: 0, normalised: 0, altered: 0, other: 0, invented: 0, unchecked: 0 };
  return {
    judge: {
      ...{ gold: "A", verdicts: { parsed: verdict }, quotes: { ...none, ...quotes } },
      ...{ paidReading: undefined, result: undefined, taskType: undefined, lengths: undefined },
      ...{ pairHash: undefined, swapped: undefined },
    },
  };
}

describe("the page Judges", () => {
  const pages = new RunPages(
    tableOf([
      judged("A", { exact: 3, invented: 1 }),
      judged("B", { exact: 1, altered: 2, other: 1 }),
      judged("B", { invented: 1 }),
      {},
    ]),
  );
  const view = (query: RunQuery, rung: QuoteRung | undefined): JudgesAnswer => judgesPage(pages.scopeOf(query), rung);

  it("lists the quotes that are not as written, the worst first", () => {
    const { quotes, more, figures } = view(all, undefined);
    expect(quotes.map(({ row, rung, number }) => `${row} ${rung} ${number}`)).toEqual([
      "0 invented 0",
      "2 invented 0",
      "1 other 0",
      "1 altered 0",
      "1 altered 1",
    ]);
    expect([more, figures?.n]).toEqual([0, 3]);
  });

  it("lists those of one rung, so that every quote can be read", () => {
    expect(view(all, "exact").quotes).toHaveLength(4);
    expect(view({ ...all, filter: "quote:altered" }, "exact").quotes).toHaveLength(1);
  });

  it("says what is invented, and how many of those judgements are right nevertheless", () => {
    const { sentence } = view(all, undefined);
    expect(`${sentence?.lead}${sentence?.rest}`).toBe(
      "2 of 9 quotes are invented; 1 stands in the other response, 2 were altered. 1 of the 2 judgements with an invented quote is still right.",
    );
  });
});

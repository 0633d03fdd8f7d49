import { describe, expect, it } from "vitest";
import { RunPages } from "../../../server/core/runs/pages/runPages";
import { RunTable } from "../../../server/core/runs/table/runTable";
import type { OpenRun } from "../../../server/languageServer/runs/openRun";
import { pageAnswers } from "../../../server/languageServer/runs/pageAnswers";

describe("what answers for a page of a run", () => {
  it("is made once, and again for a run whose table was made anew", () => {
    const run = { pages: new RunPages(new RunTable()) };
    const open = new Map([["a", run as unknown as OpenRun]]);
    const answers = pageAnswers(open, (pages) => ({ pages }));
    const first = answers("a");
    expect(first?.pages).toBe(run.pages);
    expect(answers("a")).toBe(first);
    run.pages = new RunPages(new RunTable());
    expect(answers("a")?.pages).toBe(run.pages);
    expect(answers("b")).toBeUndefined();
  });
});

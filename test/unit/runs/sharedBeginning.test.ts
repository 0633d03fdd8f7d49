import { describe, expect, it } from "vitest";
import { sharedBeginning } from "../../../server/core/runs/sharedBeginning";
import { runOf } from "./support/rows";

const lead = "Solve this step by step. Problem: ";

describe("the words with which all questions of a run begin", () => {
  it.each([
    ["end behind a space", [`${lead}2+2`, `${lead}3+3`, `${lead}21`], lead.length],
    ["are none where a question has nothing behind them", [lead, `${lead}1`, `${lead}2`], 0],
    ["are none where they are short", ["What is a?", "What is b?", "What is c?"], 0],
    ["are none of two questions", [`${lead}2`, `${lead}3`], 0],
    ["are none of no question", [], 0],
    ["are none where one question begins otherwise", [`${lead}2`, `${lead}3`, "x"], 0],
  ])("%s", (_, texts, length) => {
    expect(sharedBeginning(texts)).toBe(length);
  });

  it("are left out of what a row shows", () => {
    const run = runOf([`${lead}1+1`, `${lead}2+2`, `${lead}3+3`, undefined].map((question) => ({ question })));
    expect([0, 2, 3].map((row) => run.question(row))).toEqual(["…1+1", "…3+3", undefined]);
    expect(runOf([{ question: `${lead}1+1` }]).question(0)).toBe(`${lead}1+1`);
  });
});

/** The answers of a team's own scorer: which texts they belong to, and how many are kept. */
import { describe, expect, it } from "vitest";
import type { Sample } from "../../../server/core/model/sample";
import { OwnScores } from "../../../server/core/ide/ownScores";
import type { OwnAnswer } from "../../../server/core/rewards/ownScorer";
import { settledBy } from "../../../server/languageServer/recordUri";
import { sample } from "../rules/harness";

const file = "file:///team/dump.jsonl";
const answer = (score: number): OwnAnswer => ({ score, components: {} });
const of = (completion: string, groundTruth = "g", step = 1): Sample =>
  sample({ completion, groundTruth, attributes: { step } });

describe("answers", () => {
  it("belong to completion, ground truth, all else that the scorer was told, and the file", () => {
    const scores = new OwnScores(settledBy, true);
    scores.keep(file, "c", of("one"), answer(1));
    scores.keep(file, "c", of("one", "other"), answer(2));
    scores.keep(file, "c", of("one", "g", 2), answer(3));
    expect(scores.of(file, of("one"))).toEqual(answer(1));
    expect(scores.of(file, of("one", "other"))).toEqual(answer(2));
    expect(scores.of(file, of("one", "g", 2))).toEqual(answer(3));
    expect(scores.of(file, of("two"))).toBeUndefined();
    expect(scores.of("file:///team/other.jsonl", of("one"))).toBeUndefined();
  });

  it("are replaced by later ones, and shared with the record as a document", () => {
    const scores = new OwnScores(settledBy, true);
    scores.keep(file, "c", of("one"), answer(1));
    scores.keep(file, "c", of("one"), answer(2));
    const record = `trace-auditor-record:/team/dump.jsonl/1.trace?${encodeURIComponent(`0&${file}`)}`;
    expect(scores.of(record, of("one"))).toEqual(answer(2));
  });

  it("of other scorers than the one that is named now are forgotten, in that file", () => {
    const scores = new OwnScores(settledBy, true);
    scores.keep(file, "c", of("one"), answer(1));
    scores.keep("file:///b.trace", "c", of("one"), answer(2));
    const { generation } = scores;
    expect(scores.forgetOthers(file, "c")).toBe(false);
    expect(scores.forgetOthers(file, "d")).toBe(true);
    expect(scores.generation).toBeGreaterThan(generation);
    expect(scores.of(file, of("one"))).toBeUndefined();
    expect([...scores.files]).toEqual(["file:///b.trace"]);
  });

  it("are forgotten, the oldest first, where they would take too much memory", () => {
    const scores = new OwnScores(settledBy, true, 500);
    for (let i = 0; i < 10; i++) scores.keep(file, "c", of(`${i}${"x".repeat(99)}`), answer(i));
    const kept = Array.from({ length: 10 }, (_, i) => scores.of(file, of(`${i}${"x".repeat(99)}`))).filter(Boolean);
    expect(kept).toEqual(kept.map((_, i) => answer(10 - kept.length + i)));
    expect(kept.length).toBeGreaterThan(0);
    expect(kept.length).toBeLessThan(5);
  });
});

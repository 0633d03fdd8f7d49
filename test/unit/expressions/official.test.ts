import { describe, expect, it } from "vitest";
import { openR1Length } from "../../../server/core/rewards/official/openR1Length";
import { presetReward, presetRewardNames } from "../../../server/core/rewards/presets";
import { alpacaJsonRanking, alpacaRanking } from "../../../server/core/verdicts/readers/alpacaRanking";
import { arenaHardScore } from "../../../server/core/verdicts/readers/arenaHardGames";
import { genRmScores } from "../../../server/core/verdicts/readers/genrm";
import { presetVerdict, presetVerdictNames } from "../../../server/core/verdicts/readers/presets";

it("builds every preset", () => {
  expect(presetRewardNames.filter((name) => presetReward(name) === undefined)).toEqual([]);
  expect(presetVerdictNames.filter((name) => presetVerdict(name) === undefined)).toEqual([]);
  expect([presetRewardNames.length, presetVerdictNames.length]).toEqual([72, 35]);
  expect(presetReward("toString")).toBeUndefined();
});

it("pays the shorter answers of a group more", () => {
  expect(openR1Length(["a", "😀😀😀", "bb"], [true, false, false])).toEqual([0.5, -0.5, 0]);
  expect(openR1Length(["a", "b"], [true, false])).toEqual([0, 0]);
});

describe("arena-hard's two games", () => {
  const score = (first: string, second: string): unknown =>
    arenaHardScore(presetVerdict("arena-hard")!.verdict, [first, second]);
  it("turn the first game round and count what is clear three times", () => {
    expect(score("[[B>A]]", "[[A>>B]]")).toBe(1);
    expect(score("[[A>B]]", "[[A>>B]]")).toBe(0.75);
    expect(score("[[A=B]]", "[[B>>A]]")).toBe(0.125);
  });
  it("drop both where one has no verdict, and stop at a label that is none", () => {
    expect(score("nothing", "[[A>B]]")).toBeNull();
    expect(score("[[A]]", "[[A>B]]")).toBe("error");
  });
});

describe("AlpacaEval's rankings", () => {
  it.each([
    ["[{'model': 'model_1', 'rank': 2}]", 2],
    ["[{'model': 'model_2', 'rank': 1}]", NaN],
    ["[{'model': 'model_1', 'rank': 3}]", NaN],
    ["1. model_1", NaN],
    ["", "error"],
    ["['x' 'y']", undefined],
  ])("of the list %j is %s", (text, rank) => {
    expect(alpacaRanking(text)).toBe(rank);
  });
  it.each([
    ['x ```json{"ordered_models": [{"model": "m", "rank": 1}]}``` y', 1],
    ['{"ordered_models": [{"model": "M", "rank": 1}, {"model": "m", "rank": 2}]}', 2],
    ['{"ordered_models": []}', NaN],
    ['```json{"ordered_models": []}', "error"],
    ["{}", "error"],
  ])("of the object %j is %s", (text, rank) => {
    expect(alpacaJsonRanking(text)).toBe(rank);
  });
});

describe("genrm's scores", () => {
  it.each<[string, readonly number[]]>([
    ['{"score_1": 4} then {"score_1": 2, "ranking": 5}', [2, 3, 5]],
    ['```JSON {"score_1": 4}``` then {"score_1": 2}', [4, 3, 3.5]],
    ['{"overall": {"score_2": "1.5"}}', [3, 1.5, 3.5]],
    ['{"score_1": null}', [3, 3, 3.5]],
    ['{"note": "}"} none', [3, 3, 3.5]],
  ])("of %j are %j", (text, scores) => {
    expect(genRmScores(text)).toEqual(scores);
  });
  it("are left open where braces that never close would cost the square of the text", () => {
    expect(genRmScores("{".repeat(50_000))).toBeUndefined();
  });
});

import { describe, expect, it } from "vitest";
import { templateTokensLost } from "../../../server/core/rules/template/template-tokens-lost";
import { neutralProfile } from "../../../server/core/profiles/neutral";
import { audit, sample } from "./harness";

describe("template-tokens-lost", () => {
  it("tells a head that lost its tokens", () => {
    const found = expectSome('analysisThe user wants it.assistantcommentary to=functions.find json{"name": "a"}');
    expect(found).toEqual(["template-tokens-lost"]);
  });

  it("stays silent where they are there, and in prose", () => {
    expect(
      expectSome('<|channel|>commentary to=functions.find <|constrain|>json<|message|>{"name": "a"}<|call|>'),
    ).toEqual([]);
    expect(expectSome("<|channel|>final<|message|>The assistant has a commentary to give.<|return|>")).toEqual([]);
  });

  function expectSome(completion: string): string[] {
    const made = sample({ completion, tools: '[{"name": "find", "parameters": {}}]' });
    return audit([templateTokensLost], made, neutralProfile("harmony")).map(({ rule }) => rule);
  }
});

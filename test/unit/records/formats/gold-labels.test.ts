import { describe, expect, it } from "vitest";
import { goldIn } from "../../../../server/core/records/fields/goldLabel";
import { recogniseRecords } from "../../../../server/core/records/reading/recogniseRecords";
import { readAll } from "../reading";

describe("a gold label", () => {
  it.each([
    "A",
    "model_1",
    "response_1",
    "Response 1",
    "first",
    "left",
    "A is better",
    "Response A is better.",
    "A>>B",
  ])("%j names the first response where the field is known to be a label", (label) =>
    expect(goldIn(label, true)).toEqual({ gold: "A" }),
  );

  it.each(["model_2", "second", "B wins", "assistant 2"])("%j names the second", (label) => {
    expect(goldIn(label, true)).toEqual({ gold: "B" });
  });

  it.each(["1", "0", "chosen", "true", "tie", "both_bad", "tie (bothbad)", "model_3", "right"])(
    "%j names neither for certain, and is kept",
    (label) => expect(goldIn(label, true)).toEqual({ otherGold: label }),
  );

  it.each(["1", "first", "model_1", "42"])("%j may be the answer to a question elsewhere", (label) => {
    expect(goldIn(label)).toEqual({});
  });

  const judge = 'Output "[[A]]" or "[[B]]".';
  const read = (record: object): object => {
    const [first] = readAll(`${JSON.stringify(record)}\n`).samples;
    const { gold, otherGold } = first!.sample.attributes;
    return { gold, otherGold };
  };

  it.each([
    ["A", { gold: "A", otherGold: undefined }],
    ["model_2", { gold: "B", otherGold: undefined }],
    [1, { gold: undefined, otherGold: "1" }],
    [true, { gold: undefined, otherGold: "true" }],
  ])("%j is read beside a prompt and beside messages", (gold, expected) => {
    const answer = "Good. [[A]]";
    expect(read({ prompt: judge, response: answer, gold })).toEqual(expected);
    const messages = [
      { role: "user", content: judge },
      { role: "assistant", content: answer },
    ];
    expect(read({ messages, gold })).toEqual(expected);
    expect(read({ messages, winner: gold })).toEqual(expected);
  });

  it("is not made of a right answer", () => {
    expect(read({ prompt: "2 + 2?", response: "4", gold: 4 })).toEqual({ gold: undefined, otherGold: undefined });
  });
});

describe("the label of a pair", () => {
  const pairOf = (record: object): object => {
    const [first] = readAll(`${JSON.stringify(record)}\n`).samples;
    const { gold, otherGold } = first!.sample.attributes;
    return { gold, otherGold };
  };

  it.each([
    ["A>B", { gold: "A" }],
    ["B>>A", { gold: "B" }],
    ["B is better", { gold: "B" }],
    ["tie", { otherGold: "tie" }],
    ["A=B", { otherGold: "A=B" }],
    [1, { otherGold: "1" }],
  ])("%j is read as every gold label is", (label, expected) => {
    const record = { question: "Hi", response_A: "Hello!", response_B: "Go.", label };
    expect(pairOf(record)).toEqual({ gold: undefined, otherGold: undefined, ...expected });
  });

  it.each([
    [1, { gold: "A" }],
    [1.2, { gold: "A" }],
    [2, { gold: "B" }],
    [1.5, { otherGold: "1.5" }],
    [0, { otherGold: "0" }],
    [null, undefined],
  ])("%j is alpaca_eval's number", (preference, expected) => {
    const record = { instruction: "Hi", output_1: "Hello!", output_2: "Go.", preference };
    if (expected === undefined) expect(recogniseRecords(JSON.stringify(record))).toBeUndefined();
    else expect(pairOf(record)).toEqual({ gold: undefined, otherGold: undefined, ...expected });
  });
});

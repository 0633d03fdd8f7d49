import { describe, expect, it } from "vitest";
import { expectPlaces, fixture, inWords, readAll } from "../reading";
import { judgement } from "./texts";

describe("RM-R1's training records", () => {
  const read = readAll(fixture("rm-r1-training.jsonl"));

  it("find the two responses in the judge's prompt, and the gold label", () => {
    expect(read.recognition.format.id).toBe("rm-r1-training");
    const [distilled, question] = read.samples.map(({ sample }) => inWords(sample));
    expect(distilled).toMatchObject({ gold: "A", a: "Paris.", b: "Lyon.\nSurely.", completion: judgement("A") });
    expect(question).toMatchObject({ gold: "B", a: "Paris.", b: "Lyon.\nSurely.", unanswered: true });
    for (const each of read.samples) expectPlaces(each);
  });
});

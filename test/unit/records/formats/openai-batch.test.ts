import { describe, expect, it } from "vitest";
import { fixture, readAll } from "../reading";
import { judgement } from "./texts";

describe("OpenAI Batch output", () => {
  it("gives a sample for each choice, and tells of requests that failed", () => {
    const { recognition, samples, problems } = readAll(fixture("openai-batch.jsonl"));
    expect(recognition.format.id).toBe("openai-batch");
    expect(samples.map(({ sample }) => [sample.attributes.id, sample.trace, sample.completion.text])).toEqual([
      ["r-1", 0, judgement("A")],
      ["r-1", 1, judgement("B")],
    ]);
    expect(problems).toMatchObject([{ code: "failed-request", record: 1, severity: "information" }]);
    expect(problems[0]?.message).toContain("The batch expired.");
  });
});

/** What the model says beside its answer, in a field of its own, is checked where it stands; and how each turn ended. */
import { describe, expect, it } from "vitest";
import { auditSamples } from "../../../server/core/audit/readBy";
import type { Profile } from "../../../server/core/model/profile";
import { neutralProfile } from "../../../server/core/profiles/neutral";
import { strictAuditor } from "../../support/strictAuditor";
import { readAll } from "../records/reading";
import { profileNamed } from "../rules/harness";

const user = { role: "user", content: "What is 12 * 12?" };
const call = { id: "a", type: "function", function: { name: "look", arguments: "{}" } };

/** Rule, marked text and part of each finding in a dialogue. */
function told(messages: readonly object[], rest: object = {}, profile?: Profile): readonly string[] {
  const by = { auditor: strictAuditor(), profile, dialect: undefined };
  const samples = readAll(`${JSON.stringify({ messages, ...rest })}\n`).samples.map(({ sample }) => sample);
  return auditSamples(samples, by).flatMap(({ findings }) =>
    findings.map(({ rule, part, span }) => `${rule} ${part.role}: ${part.text.slice(span.start, span.end)}`),
  );
}

/** The ways in which a message gives reasoning, and an answer. */
function messagesWith(thought: string, answer: string): readonly object[] {
  return [
    ...["reasoning_content", "reasoning", "thinking"].map((field) => ({ content: answer, [field]: thought })),
    { content: [{ type: "thinking", thinking: thought }, ...(answer === "" ? [] : [{ type: "text", text: answer }])] },
  ].map((message) => ({ role: "assistant", ...message }));
}

describe("reasoning in a field of its own", () => {
  it("is checked as any text of the model's, whatever reads the answer", () => {
    const loop = "Wait, let me look at the weather in Paris once more before I answer. ".repeat(40).trim();
    for (const profile of [undefined, neutralProfile(), profileNamed("think-answer")]) {
      for (const message of messagesWith("12 * 12 = 145. Good.", "<answer>144</answer>")) {
        expect(told([user, message], {}, profile)).toEqual(["arithmetic-wrong assistant: 12 * 12 = 145"]);
      }
      for (const message of messagesWith(loop, "<answer>144</answer>")) {
        expect(told([user, message], {}, profile)).toEqual([`repeated-text assistant: ${loop}`]);
      }
    }
    const twice = { role: "assistant", content: "144.", reasoning_content: "12 * 12 = 145. And 3 * 3 = 9." };
    expect(told([user, twice, user, twice])).toHaveLength(2);
  });

  it("is asked for the answer, and for what stands behind it", () => {
    for (const message of messagesWith("So \\boxed{144}.", "It is done.")) {
      expect(told([user, message])).toEqual(["answer-in-reasoning assistant: \\boxed{"]);
    }
    for (const message of messagesWith("So \\boxed{144}.", "")) {
      expect(told([user, message])).toEqual(["answer-in-reasoning assistant: \\boxed{"]);
    }
    for (const message of messagesWith("So \\boxed{144}.", "It is \\boxed{144}."))
      expect(told([user, message])).toEqual([]);
    for (const message of messagesWith("Twelve twelves.", "")) {
      expect(told([user, message])).toEqual(["empty-block assistant: ."]);
      expect(told([user, { ...message, tool_calls: [call] }])).toEqual([]);
      // The model goes on.
      expect(told([user, message, { role: "assistant", content: "144." }])).toEqual([]);
      expect(told([user, message, user, { role: "assistant", content: "144." }])).toEqual(["empty-block assistant: ."]);
    }
    const answered = { role: "assistant", content: "", reasoning: "So <answer>144</answer> it is." };
    const profile = profileNamed("reasoning-answer");
    expect(told([user, answered], {}, profile)).toContain("answer-in-reasoning assistant: <answer>144</answer>");
  });
});

describe("why a turn ended", () => {
  it("is told where it was the limit of length, on the record or on the message, with calls or without", () => {
    const said = { role: "assistant", content: "The answer is that the" };
    const cut = ["cut-off completion: e"];
    for (const reason of [{ finish_reason: "length" }, { stop_reason: "max_tokens" }, { is_truncated: true }]) {
      expect(told([user, said], reason)).toEqual(cut);
      expect(told([user, said, user, said], reason)).toEqual(cut);
    }
    for (const reason of [
      { finish_reason: "length" },
      { stop_reason: "max_tokens" },
      { response_metadata: { finish_reason: "length" } },
    ]) {
      expect(told([user, { ...said, ...reason }])).toEqual(cut);
      // Each turn has its own end.
      expect(told([user, { ...said, ...reason }, user, said])).toEqual(cut);
    }
    expect(told([user, said], { finish_reason: "stop" })).toEqual([]);
    expect(told([user, { ...said, finish_reason: "stop" }])).toEqual([]);
    // What the record says of the whole goes before.
    expect(told([user, { ...said, finish_reason: "length" }], { finish_reason: "stop" })).toEqual([]);
  });

  it("is told on the reasoning, where nothing else was written", () => {
    for (const message of messagesWith("Twelve twelves are", "")) {
      expect(told([user, message], { finish_reason: "length" })).toEqual(["cut-off assistant: e"]);
    }
    // The sum that breaks off may have been going on.
    for (const message of messagesWith("Good: 12 * 12 = 14", "")) {
      expect(told([user, message], { finish_reason: "length" })).toEqual(["cut-off assistant: 4"]);
    }
  });
});

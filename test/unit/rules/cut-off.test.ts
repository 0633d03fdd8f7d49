import { describe, expect, it } from "vitest";
import { audit, expectFindings, profileNamed, sample, type FixtureOptions } from "./harness";
import { neutralProfile } from "../../../server/core/profiles/neutral";
import { rules } from "../../../server/core/rules";
import { cutOff } from "../../../server/core/rules/truncation/cut-off";
import { missingTag } from "../../../server/core/rules/structure/missing-tag";
import { unclosedTag } from "../../../server/core/rules/structure/unclosed-tag";

/** The rules with a finding in a text, all rules asked. */
function told(completion: string, { profile = "think-answer", ...texts }: FixtureOptions = {}): readonly string[] {
  const read = typeof profile === "string" ? profileNamed(profile) : profile;
  return audit(rules, sample({ completion, ...texts }), read).map(({ rule }) => rule);
}

describe("cut-off", () => {
  it("tells a block that is open where the text ends, on its opener", () => {
    expectFindings(
      cutOff,
      `
      <think> First I write the sum as a product of two factors and
      ^^^^^^^ warning cut-off: breaks off inside <think>
      `,
      { profile: "think-answer" },
    );
    expectFindings(
      cutOff,
      `
      <think> I know it. </think>
      <answer>The capital of France is Par
      ^^^^^^^^ warning cut-off: breaks off inside <answer>
      `,
      { profile: "think-answer" },
    );
    expectFindings(
      cutOff,
      `
      <think> a </think>
      <tool_call>
      ^^^^^^^^^^^ error cut-off: breaks off inside <tool_call>
      {"name": "search", "parameters": {}}
      {"name": "sea
      `,
    );
  });

  it("sees the beginning of a tag at the text's end", () => {
    for (const end of ["<", "</", "</ans", "</answer"]) {
      expect(told(`<think> a </think>\n<answer>Paris${end === "<" ? "\n" : ""}${end}`)).toEqual(["cut-off"]);
    }
    expect(told("<think> a </think>\n<ans")).toEqual(["cut-off"]);
    // A comparison is no tag.
    expect(told("<think> a </think>\n<answer>a <b</answer>")).toEqual([]);
  });

  it("sees reasoning that the prompt opened and the text never leaves", () => {
    const turns = [{ role: "prompt", text: "user\nHow many?\nassistant\n<think>\n" }] as const;
    expect(told("I count the four of them, and then the", { turns })).toContain("cut-off");
    expect(told("I count.</think>\n<answer>4</answer>", { turns })).not.toContain("cut-off");
    expect(told("I count.\n<answer>4</answer>", { turns })).not.toContain("cut-off");
  });

  it("is an error where the reward needs the end", () => {
    expectFindings(
      cutOff,
      `
      <think> First I look up the weather of Oslo for
      ^^^^^^^ error cut-off: Its reward
      `,
    );
  });

  it("takes the record's word", () => {
    expectFindings(
      cutOff,
      `
      <think> I add them up. </think> The sum is
                                               ^ warning cut-off: The record says
      `,
      { profile: "think-answer", attributes: { finishReason: "length" } },
    );
    for (const finishReason of ["stop", "tool_calls", "end_turn", "eos"]) {
      expectFindings(cutOff, "<think> Short", { profile: "think-answer", attributes: { finishReason } });
    }
    // What an environment says is not about the text.
    expect(told("<think> Short", { attributes: { finishReason: "max_turns_reached" } })).toEqual(["cut-off"]);
  });

  it("stays silent where a closer is only forgotten, and where a trace is whole", () => {
    expectFindings(cutOff, "<think> I add them up. </think> The sum is 12", { profile: "think-answer" });
    expectFindings(cutOff, '<think> a </think>\n<tool_call>\n{"name": "search", "parameters": {}}\n');
    expectFindings(cutOff, '<think> a\n<tool_call>\n{"name": "search", "parameters": {}}\n</tool_call>');
    expectFindings(cutOff, "<think> a </think>\n<answer>4<|im_end|>", { profile: "think-answer" });
    expectFindings(cutOff, "</think> Four. <think>", { profile: "think-answer" });
  });

  it("leaves what is only missing because of it, and closes nothing", () => {
    expectFindings(
      [cutOff, unclosedTag, missingTag],
      `
      <think> First I look up the weather of Oslo for
      ^^^^^^^ error cut-off
      `,
    );
    const tools = JSON.stringify([
      { name: "book", parameters: { type: "object", properties: { day: { type: "integer" } }, required: ["day"] } },
    ]);
    const half = '<think>\nI book.\n<tool_call>\n{"name": "boo';
    for (const completion of [half, `${half}k"`, `${half}k", "arguments": {`, `${half}k", "arguments": {"day": "3`]) {
      const found = told(completion, { profile: "hermes", tools }).filter((rule) => rule !== "reader-disagreement");
      expect(found, completion).toEqual(["cut-off"]);
    }
    const inXml = "<tool_call>\n<function=book>\n<parameter=da";
    const ofXml = told(inXml, { profile: neutralProfile("qwen-xml"), tools });
    expect(ofXml.filter((rule) => rule !== "reader-disagreement")).toEqual(["cut-off"]);
    expect(told("<type>Chat</type>\n<rubric>\n1. Tone (40%)\n2. Dep", { profile: "rm-r1" })).toEqual(["cut-off"]);
  });

  it("is told of a call that never ends although the model ended by itself, by unclosed-tag", () => {
    const texts = { profile: neutralProfile("qwen-xml"), attributes: { finishReason: "stop" } };
    const call = "<tool_call>\n<function=book>\n<parameter=day>\nMon";
    expect(told(call, texts).filter((rule) => rule !== "reader-disagreement")).toEqual(["unclosed-tag"]);
  });

  it("sees arguments given as data that break off, on them, and no other rule repairs them", () => {
    const called = (written: string, finishReason?: string): readonly string[] => {
      const calls = [
        { name: "w", arguments: '{"city": "Bergen"}' },
        { name: "w", arguments: written },
      ];
      const attributes = finishReason === undefined ? {} : { finishReason };
      const found = audit(rules, sample({ completion: "", calls, attributes }), neutralProfile());
      return found.map(
        ({ rule, severity, part, fixes }) =>
          `${rule} ${severity === "error" && part.text === written} ${fixes?.().length ?? 0}`,
      );
    };
    for (const written of [
      '{"city": "Oslo", "days": 1',
      '{"city": "Oslo",',
      '{"city": "Os',
      '{"days": -',
      '{"now": tr',
    ]) {
      expect(called(written), written).toEqual(["cut-off true 0"]);
      expect(called(written, "length"), written).toEqual(["cut-off true 0"]);
      expect(called(written, "tool_calls").map((each) => each.split(" ")[0])).toEqual(["tool-call-json"]);
    }
    expect(called("{'city': 'Oslo'", "length")).toEqual(["cut-off true 0"]);
    // What is wrong elsewhere is no cut.
    for (const written of ["{'city': 'Oslo'}", '{"city": "Oslo}', '{"city": "Oslo",}', '{"days": one}']) {
      expect(called(written)[0], written).toMatch(/^tool-call-json true/);
    }
    expect(called('{"city": "Oslo"}')).toEqual([]);
  });

  it("closes nothing at the end where the record says that the text was cut off, whole as it looks", () => {
    const call = '<tool_call>\n{"name": "book", "arguments": {"day": 3}}';
    for (const [completion, profile] of [
      [call, "hermes"],
      [`<think>\nHm\n</think>\n\n${call}`, "hermes"],
      [call, neutralProfile("hermes")],
      [`${call}\n`, neutralProfile("hermes")],
      ["<tool_call>\n<function=book>\n<parameter=day>\n3\n</parameter>\n</function>", neutralProfile("qwen-xml")],
      ["<tool_call>book\n<arg_key>day</arg_key>\n<arg_value>3</arg_value>", neutralProfile("glm-4.5")],
      ['<think> a </think>\n<tool_call>\n{"name": "search", "parameters": {}}\n', "toolrl"],
    ] as const) {
      const asked = { profile, attributes: { finishReason: "length" } };
      const found = told(completion, asked).filter((rule) => rule !== "reader-disagreement");
      expect(found, completion).toEqual(["cut-off"]);
      const unsaid = told(completion, { profile });
      expect(unsaid, completion).toContain("unclosed-tag");
    }
    // What is not open at the end is told as ever.
    const early = `<tool_call>\n{"name": "book", "arguments": {"day": 3}}\n${call}\n</tool_call>`;
    expect(told(early, { profile: "hermes", attributes: { finishReason: "length" } })).toContain("unclosed-tag");
  });

  it("sees reasoning that the prompt opened behind a turn's mark, or as all that the turn holds", () => {
    for (const text of ["<think>\n", "<｜User｜>Hi<｜Assistant｜><think>\n"]) {
      for (const profile of ["think-answer", "hermes"]) {
        const turns = [{ role: "prompt", text }] as const;
        const found = told("I count the four of them, and then the", { turns, profile });
        expect(found.filter((rule) => rule !== "template-opener")).toEqual(["cut-off"]);
      }
    }
  });

  it("sees a box that is open at the end, and tells nothing else of it", () => {
    const turns = [{ role: "user", text: "Put it in \\boxed{}." }] as const;
    for (const profile of ["think-answer", "hermes", "boxed-answer", neutralProfile()]) {
      for (const box of ["39", "\\frac{1}{2", "\\text{the \\{", "$4", ""]) {
        expect(told(`<think>I count.</think> It is \\boxed{${box}`, { turns, profile }), box).toEqual(["cut-off"]);
      }
    }
    // Closed, or going on behind it: a bracket was forgotten.
    for (const text of [
      "\\boxed{39}",
      "\\boxed{\\frac{1}{2}}",
      "$\\boxed{39$",
      "\\(\\boxed{39\\)",
      "\\boxed{39\nDone.",
    ]) {
      expect(told(`<think>I count.</think> It is ${text}`, { turns, profile: "hermes" }), text).toEqual([]);
    }
    const ended = { attributes: { finishReason: "stop" }, profile: "hermes" };
    expect(told("<think>I count.</think> It is \\boxed{39", ended)).toEqual([]);
  });
});

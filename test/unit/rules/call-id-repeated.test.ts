import { describe, expect, it } from "vitest";
import { neutralProfile } from "../../../server/core/profiles/neutral";
import { callIdRepeated } from "../../../server/core/rules/calls/call-id-repeated";
import { chat, foundIn, gym } from "./answered";
import { audit, expectFindings, sample } from "./harness";

const { of, user, calls, result } = chat;

describe("call-id-repeated", () => {
  it("tells the second of two calls of a turn with one id", () => {
    expectFindings(callIdRepeated, "", {
      profile: neutralProfile(),
      calls: [
        { name: "weather", arguments: '{"city": "Oslo"}', id: "a" },
        {
          name: `
          weather
          ^^^^^^^ warning call-id-repeated: "a"
          `,
          arguments: '{"city": "Bergen"}',
          id: "a",
        },
      ],
    });
    const call = (name: string) => ({ type: "function_call", call_id: "a", name, arguments: "{}" });
    expect(foundIn(callIdRepeated, gym(call("one"), call("two")))).toEqual(["two"]);
  });

  it("tells an id that comes again in a later turn, as information: some servers count anew", () => {
    const record = of(user("?"), calls(["one", "a"]), result("1", "a"), calls(["two", "a"], ["three", "b"]));
    expect(foundIn(callIdRepeated, record)).toEqual(["two"]);
    const call = (name: string) => ({ name, arguments: "{}", id: "a" });
    const turn = { role: "assistant" as const, text: "" };
    const one = sample({ completion: "", calls: [call("two")], turns: [turn] });
    const earlier = { ...one, turns: one.turns.map((given) => ({ ...given, calls: one.calls })) };
    expect(audit([callIdRepeated], earlier, neutralProfile()).map(({ severity }) => severity)).toEqual(["information"]);
  });

  it("tells an id that a text writes twice, where the template counts through the dialogue", () => {
    const call = (id: string) =>
      `<|tool_calls_section_begin|><|tool_call_begin|>${id}<|tool_call_argument_begin|>{}<|tool_call_end|><|tool_calls_section_end|>`;
    const answer =
      "<|im_end|><|im_system|>tool<|im_middle|>## Return of functions.f:0\n1<|im_end|><|im_assistant|>assistant<|im_middle|>";
    const found = (text: string) => audit([callIdRepeated], sample({ completion: text }), neutralProfile("kimi-k2"));
    const text = call("functions.f:0") + answer + call("functions.f:0");
    expect(found(text).map(({ severity, span }) => [severity, span.start])).toEqual([
      ["warning", text.lastIndexOf("f:0")],
    ]);
    expect(found(call("functions.f:0") + answer + call("functions.f:1"))).toEqual([]);
  });

  it("stays silent on other ids, and on none", () => {
    expect(foundIn(callIdRepeated, of(user("?"), calls(["one", "a"], ["two", "b"])))).toEqual([]);
    expect(foundIn(callIdRepeated, of(user("?"), calls(["one"], ["two"])))).toEqual([]);
  });
});

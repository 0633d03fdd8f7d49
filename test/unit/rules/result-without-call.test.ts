import { describe, expect, it } from "vitest";
import { neutralProfile } from "../../../server/core/profiles/neutral";
import { resultWithoutCall } from "../../../server/core/rules/calls/result-without-call";
import { chat, claudeCode, foundIn, gym } from "./answered";
import { expectFindings } from "./harness";

const { of, user, says, calls, result } = chat;
const found = (record: unknown) => foundIn(resultWithoutCall, record);

describe("result-without-call", () => {
  it("tells a result whose id is no call's, in chats, items and blocks", () => {
    expect(found(of(user("?"), calls(["weather", "a"]), result("Rain.\nMore.", "b"), says("So.")))).toEqual(["Rain."]);
    expect(found(of(user("?"), calls(["one", "a"]), result("1", "a"), says("So."), result("2", "z")))).toEqual(["2"]);
    const call = { type: "function_call", call_id: "a", name: "f", arguments: "{}" };
    expect(found(gym(call, { type: "function_call_output", call_id: "b", output: "1" }))).toEqual(["1"]);
    expect(found(gym(call, { type: "function_call_output", call_id: "a", output: "1" }))).toEqual([]);
    const use = { role: "assistant", content: [{ type: "tool_use", id: "a", name: "f", input: {} }] };
    const answer = (id: string) => ({
      role: "user",
      content: [{ type: "tool_result", tool_use_id: id, content: "1" }],
    });
    expect(found(claudeCode({ role: "user", content: "Go." }, use, answer("b")))).toEqual(["1"]);
    expect(found(claudeCode({ role: "user", content: "Go." }, use, answer("a")))).toEqual([]);
  });

  it("tells a result whose call has one already", () => {
    const twice = of(user("?"), calls(["one", "a"], ["two", "b"]), result("1", "a"), result("2", "a"), says("So."));
    expect(found(twice)).toEqual(["2"]);
    const later = of(
      user("?"),
      calls(["one", "a"]),
      result("1", "a"),
      calls(["one", "a"]),
      result("1", "a"),
      says("So."),
    );
    expect(found(later)).toEqual([]);
  });

  it("says nothing of a dialogue that begins with a result, of calls without ids, and of calls in the text", () => {
    expect(found(of(result("1", "a"), says("So.")))).toEqual([]);
    expect(found(of(user("?"), calls(["one"]), result("1", "a"), says("So.")))).toEqual([]);
    const written = '<tool_call>\n{"name": "f", "arguments": {}}\n</tool_call>';
    expect(found(of(user("?"), says(written), result("1", "a"), calls(["one", "b"]), result("2", "b")))).toEqual([]);
  });

  it("tells a result that a text holds before any call of its turn", () => {
    const profile = neutralProfile("hermes");
    expectFindings(
      resultWithoutCall,
      `
      I look it up.
      <tool_response>
      ^> warning result-without-call: <tool_response> stands behind no call
      Rain.
      </tool_response>
                     ^< result-without-call
      It rains.
      `,
      { profile },
    );
    const call = '<tool_call>\n{"name": "f", "arguments": {}}\n</tool_call>';
    const answer = "<tool_response>\nRain.\n</tool_response>";
    expectFindings(resultWithoutCall, `${call}\n${answer}\nIt rains.`, { profile });
    expectFindings(resultWithoutCall, `${call}\nuser\n${answer}\nassistant\nIt rains.`, { profile });
    expectFindings(resultWithoutCall, `${call}\nSome words.\n${answer}\nIt rains.`, { profile });
    expectFindings(resultWithoutCall, `<think>\n${answer}\n</think>\nNo.`, { profile });
    expectFindings(resultWithoutCall, `So it looks:\n\`\`\`\n${answer}\n\`\`\`\n`, { profile });
    expectFindings(resultWithoutCall, `The mark <tool_response> opens it.`, { profile });
  });

  it("tells a result in the model's turn where the environment has turns of its own", () => {
    const call = "<tool_call>\n<function=f>\n</function>\n</tool_call>";
    const answer = "<tool_response>\nRain.\n</tool_response>";
    const turn = `<|im_end|>\n<|im_start|>user\n${answer}<|im_end|>\n<|im_start|>assistant\n`;
    const profile = neutralProfile("qwen-xml");
    expectFindings(
      resultWithoutCall,
      `
      ${call.replaceAll("\n", "\n      ")}
      <tool_response>
      ^> warning result-without-call: in the model's own turn
      Rain.
      </tool_response>
                     ^< result-without-call
      ${turn.replaceAll("\n", "\n      ")}It rains.
      `,
      { profile },
    );
    expectFindings(resultWithoutCall, `${call}${turn}It rains.`, { profile });
    expectFindings(resultWithoutCall, `${call}\n${answer}\n${answer}\nIt rains.`, { profile });
  });
});

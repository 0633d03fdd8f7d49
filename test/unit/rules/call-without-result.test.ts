import { describe, expect, it } from "vitest";
import { callWithoutResult } from "../../../server/core/rules/calls/call-without-result";
import { chat, claudeCode, foundIn, gym } from "./answered";

const { of, user, says, calls, result } = chat;
const found = (record: unknown) => foundIn(callWithoutResult, record);

describe("call-without-result", () => {
  it("tells a call of a chat that goes on without its result", () => {
    expect(found(of(user("?"), calls(["weather", "a"]), says("Rain.")))).toEqual(["weather"]);
    expect(found(of(user("?"), calls(["one", "a"], ["two", "b"]), result("1", "a"), says("Done.")))).toEqual(["two"]);
    expect(found(of(user("?"), calls(["one", "a"]), result("1", "x"), says("Done.")))).toEqual(["one"]);
  });

  it("tells it at its own place where the text holds another call of the turn as well", () => {
    const text = { content: '<tool_call>\n{"name": "two", "arguments": {}}\n</tool_call>' };
    const both = { ...calls(["one", "a"], ["two", "b"]), ...text };
    expect(found(of(user("?"), both, result("2", "b"), says("Done.")))).toEqual(["one"]);
    expect(found(of(user("?"), both, result("1", "a"), says("Done.")))).toEqual(["two"]);
  });

  it("tells it without ids where the model goes on at once", () => {
    const turns = (...between: readonly object[]) => ({
      conversations: [
        { from: "human", value: "?" },
        { from: "function_call", value: '{"name": "weather", "arguments": {}}' },
        ...between,
        { from: "gpt", value: "Rain." },
      ],
    });
    expect(found(turns())).toEqual(["weather"]);
    expect(found(turns({ from: "observation", value: "Rain." }))).toEqual([]);
    expect(found(turns({ from: "function_call", value: "{}" }, { from: "observation", value: "Rain." }))).toEqual([]);
  });

  it("tells it of Responses items and of Anthropic's blocks", () => {
    const call = (id: string) => ({ type: "function_call", call_id: id, id: `fc_${id}`, name: id, arguments: "{}" });
    const output = (id: string) => ({ type: "function_call_output", call_id: id, output: "1" });
    const said = { type: "message", role: "assistant", content: [{ type: "output_text", text: "Done." }] };
    expect(found(gym(call("a"), call("b"), output("b"), said))).toEqual(["a"]);
    expect(found(gym(call("a"), call("b"), output("b"), output("a"), said))).toEqual([]);
    const use = (...ids: readonly string[]) => ({
      role: "assistant",
      content: ids.map((id) => ({ type: "tool_use", id, name: id, input: {} })),
    });
    const answer = (id: string) => ({
      role: "user",
      content: [{ type: "tool_result", tool_use_id: id, content: "1" }],
    });
    const end = { role: "assistant", content: [{ type: "text", text: "Done." }] };
    expect(found(claudeCode({ role: "user", content: "Go." }, use("a", "b"), answer("a"), end))).toEqual(["b"]);
    expect(found(claudeCode({ role: "user", content: "Go." }, use("a", "b"), answer("b"), answer("a"), end))).toEqual(
      [],
    );
  });

  it("lets a record end with a call, and a result come late", () => {
    expect(found(of(user("?"), calls(["weather", "a"])))).toEqual([]);
    expect(found(of(user("?"), calls(["one", "a"]), result("1", "a"), calls(["two", "b"])))).toEqual([]);
    expect(found(of(user("?"), calls(["one", "a"]), says("Wait."), result("1", "a"), says("Done.")))).toEqual([]);
    expect(found(of(user("?"), calls(["weather", "a"]), user("Stop.")))).toEqual([]);
  });

  it("says nothing where results have no ids and something was answered, nor of what the server itself runs", () => {
    expect(found(of(user("?"), calls(["one", "a"], ["two", "b"]), result("1 and 2"), says("Done.")))).toEqual([]);
    expect(found(of(user("?"), calls(["one"]), user("And?"), says("Done.")))).toEqual([]);
    const search = { type: "server_tool_use", id: "s", name: "web_search", input: {} };
    const turn = { role: "assistant", content: [search, { type: "text", text: "Found." }] };
    const end = { role: "assistant", content: [{ type: "text", text: "Done." }] };
    expect(found(claudeCode({ role: "user", content: "Go." }, turn, { role: "user", content: "So?" }, end))).toEqual(
      [],
    );
  });
});

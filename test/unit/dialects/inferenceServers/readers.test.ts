import { describe, expect, it } from "vitest";
import { dialects } from "../../../../server/core/dialects/data";
import { readersOf, unreadOf, type Reader } from "../../../../server/core/dialects/inferenceServers";
import { fixtures, tools } from "./fixtures";

function keyOf(reader: Reader): string {
  return reader.id === "sglang" && reader.parser === "hermes" ? "sglang_hermes" : reader.id;
}

function readerOf(id: string, dialect: string): Reader {
  return readersOf(dialect).find((reader) => keyOf(reader) === id)!;
}

describe("the readers of servers and trainers", () => {
  it.each(fixtures.map((fixture) => [`${fixture.dialect} with ${fixture.with}`, fixture] as const))(
    "take these calls: %s",
    (_name, { dialect, text, read }) => {
      const taken = readersOf(dialect).map((reader) => [
        keyOf(reader),
        reader.read(text, tools).calls.map((call) => `${call.name} ${call.arguments}`),
      ]);
      expect(Object.fromEntries(taken)).toEqual(read);
    },
  );

  it("are known of the dialects that were looked at, and said to be unknown or missing of all others", () => {
    const known = dialects.filter(({ id }) => readersOf(id).length > 0).map(({ id }) => id);
    expect(known.sort()).toEqual(
      [
        ...["deepseek-v3", "deepseek-v3.1", "deepseek-v3.2", "deepseek-v4", "deepseek-v4.1"],
        ...["gemma4", "glm-4.5", "glm-4.7", "harmony", "hermes", "kimi-k2", "llama-json", "minimax-m2"],
        ...["mistral", "mistral-list", "pythonic", "qwen-xml", "seed-oss"],
      ].sort(),
    );
    for (const { id } of dialects) {
      const ids = [...new Set(readersOf(id).map((reader) => reader.id)), ...unreadOf(id).map((unread) => unread.id)];
      expect(ids.sort()).toEqual(["sglang", "verl", "vllm"]);
    }
    expect(unreadOf("seed-oss").map(({ title, reason }) => `${title} ${reason}`)).toEqual(["SGLang none"]);
    expect(unreadOf("muse").map(({ id, reason }) => `${id} ${reason}`)).toEqual([
      "vllm unknown",
      "sglang unknown",
      "verl unknown",
    ]);
    expect(readersOf("constructor")).toEqual([]);
  });

  it("say which parser of which release they are", () => {
    expect(readersOf("hermes").map(({ title, version, parser }) => `${title} ${version} ${parser}`)).toEqual([
      "vLLM 0.33 qwen3+hermes",
      "SGLang 0.5.23 qwen25",
      "SGLang 0.5.23 hermes",
      "verl 0.9.1 hermes",
    ]);
  });

  it("part reasoning and content from the calls, each in its way", () => {
    const text =
      '<think>\nI see.\n</think>\n\nI book.\n<tool_call>\n{"name": "list", "arguments": {}}\n</tool_call>\nDone.';
    const call = { name: "list", arguments: "{}" };
    for (const id of ["vllm", "sglang", "sglang_hermes"]) {
      expect(readerOf(id, "hermes").read(text, tools)).toEqual({
        calls: [call],
        reasoning: "I see.",
        content: "I book.",
      });
    }
    expect(readerOf("verl", "hermes").read(text, tools)).toEqual({ calls: [call] });
    expect(readerOf("verl", "hermes").partsText).toBe(false);
  });

  it("take a closer alone for reasoning that the template opened", () => {
    const text = "I see.</think>I book.<|tool_calls_section_begin|><|tool_calls_section_end|>";
    for (const id of ["vllm", "sglang"]) {
      expect(readerOf(id, "kimi-k2").read(text, tools)).toEqual({ calls: [], reasoning: "I see.", content: "I book." });
    }
  });

  it("say why they give the text back where they saw calls", () => {
    const text = '<tool_call>\n{"name": "list", "arguments": {}}\n</tool_call>\n<tool_call>\n{\n</tool_call>';
    expect(readerOf("vllm", "hermes").read(text, tools)).toEqual({
      calls: [],
      reasoning: undefined,
      content: text,
      error: "a block cannot be read",
    });
    expect(readerOf("sglang", "pythonic").read("[list(x=-1)]", tools).error).toBe("an argument is no literal");
  });

  it("drop no call for its name where no tools are known", () => {
    const text = '<tool_call>\n{"name": "cook", "arguments": {}}\n</tool_call>';
    expect(readerOf("sglang", "hermes").read(text, tools).calls).toEqual([]);
    expect(readerOf("sglang", "hermes").read(text, []).calls).toEqual([{ name: "cook", arguments: "{}" }]);
  });

  it("drop special tokens that are no marks, or show them", () => {
    const text = "[TOOL_CALLS]list[ARGS]{}</s>";
    expect(readerOf("vllm", "mistral").read(text, tools).content).toBeUndefined();
    expect(readerOf("sglang", "mistral").read(text, tools).content).toBe("</s>");
  });

  it("keep integers exact that no double holds", () => {
    const text = '<tool_call>\n{"name": "book", "arguments": {"guests": 12345678901234567890}}\n</tool_call>';
    expect(readerOf("vllm", "hermes").read(text, tools).calls[0]?.arguments).toBe('{"guests": 12345678901234567890}');
  });

  it("keep the order of keys, and numbers among them", () => {
    const text = '<tool_call>\n{"name": "book", "arguments": {"2": 1, "1": 2, "__proto__": 3}}\n</tool_call>';
    expect(readerOf("verl", "hermes").read(text, tools).calls[0]?.arguments).toBe('{"2": 1, "1": 2, "__proto__": 3}');
  });
});

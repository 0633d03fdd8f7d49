import { describe, expect, it } from "vitest";
import { dialectOf } from "../../../../server/core/dialects/data";
import { readDialect } from "../../../../server/core/dialects/read";
import { disagreements, readersOf, type Disagreement } from "../../../../server/core/dialects/inferenceServers";
import { tools } from "./fixtures";

function told(found: Disagreement): string {
  switch (found.kind) {
    case "adds-call":
      return `${found.kind} ${found.read.name} ${found.read.arguments}`;
    case "renames-call":
    case "breaks-arguments":
      return `${found.kind} ${found.call.name}: ${found.read.name} ${found.read.arguments}`;
    case "changes-argument":
      return `${found.kind} ${found.call.name}.${found.argument}: ${JSON.stringify([found.meant, found.value])}`;
    case "adds-argument":
    case "drops-argument":
      return `${found.kind} ${found.call.name}.${found.argument}`;
    case "runs-draft":
    case "drops-call":
      return `${found.kind} ${found.call.name} at ${found.call.place.start}`;
  }
}

/** What each server takes otherwise, by its id; one that agrees is left out. */
function disagreeing(dialect: string, text: string): Record<string, string[]> {
  const meant = readDialect(text, dialectOf(dialect)!, { tools });
  const entries = readersOf(dialect).map((reader) => {
    const found = disagreements(meant.calls, meant.drafts, reader.read(text, tools));
    return [
      reader.parser === "hermes" && reader.id === "sglang" ? "sglang_hermes" : reader.id,
      found.map(told),
    ] as const;
  });
  return Object.fromEntries(entries.filter(([, found]) => found.length > 0));
}

const block = (json: string) => `<tool_call>\n${json}\n</tool_call>`;
const list = block('{"name": "list", "arguments": {}}');
const book = (place: string) => block(`{"name": "book", "arguments": {"place": "${place}"}}`);

describe("what servers take otherwise than it is meant", () => {
  it("is nothing in clean texts", () => {
    expect(disagreeing("hermes", `<think>\nI see.\n</think>\n\n${list}\n${book("Åbo")}\n${list}`)).toEqual({});
  });

  it("is a draft that runs", () => {
    expect(disagreeing("hermes", `<think>\n${list}\n</think>\n\n${book("Åbo")}`)).toEqual({
      vllm: ["runs-draft list at 8"],
      verl: ["runs-draft list at 8"],
    });
  });

  it("is a draft that runs, where the call that is meant is the same", () => {
    const text = `<think>\n${list}\n</think>\n\n${list}`;
    expect(disagreeing("hermes", text)["verl"]).toEqual(["runs-draft list at 8"]);
  });

  it("is a call that is dropped, among others that are not", () => {
    const dropped = block('{"name": "list", "parameters": {}}');
    const text = [book("Åbo"), dropped, book("Rauma")].join("\n");
    expect(disagreeing("hermes", text)["verl"]).toEqual([`drops-call list at ${text.indexOf(dropped)}`]);
    expect(disagreeing("hermes", text)["vllm"]).toHaveLength(3);
  });

  it("is a value of another type, an argument too few, and one that was not meant", () => {
    const value = (key: string, text: string) => `<parameter name="${key}">${text}</parameter>`;
    const minimax = (body: string) =>
      `<minimax:tool_call>\n<invoke name="book">\n${body}\n</invoke>\n</minimax:tool_call>`;
    expect(disagreeing("minimax-m2", minimax(value("place", "2024") + value("note", "x")))).toEqual({
      sglang: ['changes-argument book.note: ["x",null]'],
      verl: ['changes-argument book.place: ["2024",2024]'],
    });
    expect(disagreeing("minimax-m2", minimax(`${value("place", "Åbo")}\n<parameter name="guests">2`))).toEqual({
      vllm: ["drops-argument book.guests"],
      verl: ["drops-argument book.guests"],
    });
    const glm =
      "<tool_call>book\n<arg_key>place</arg_key>\nÅbo</arg_value>\n<arg_key>guests</arg_key>\n<arg_value>2</arg_value>\n</tool_call>";
    expect(disagreeing("glm-4.5", glm)["vllm"]).toEqual([
      "drops-argument book.place",
      "drops-argument book.guests",
      "adds-argument book.place</arg_key>\nÅbo</arg_value>\n<arg_key>guests",
    ]);
  });

  it("is a mention that is called", () => {
    const text =
      "Say `<function=list>`.\n<tool_call>\n<function=book>\n<parameter=place>\nÅbo\n</parameter>\n</function>\n</tool_call>";
    expect(disagreeing("qwen-xml", text)).toEqual({ vllm: ["adds-call list {}"] });
  });

  it("is a call of another name, and arguments that are no JSON", () => {
    expect(disagreeing("mistral", "[TOOL_CALLS]list[CALL_ID]a1B2c3D4e[ARGS]{}")["vllm"]).toEqual([
      "renames-call list: lista1B2c3D4e {}",
    ]);
    const kimi =
      '<|tool_calls_section_begin|><|tool_call_begin|>functions.book:0<|tool_call_argument_begin|>{"place": Åbo}<|tool_call_end|><|tool_calls_section_end|>';
    expect(disagreeing("kimi-k2", kimi)).toEqual({
      vllm: ['breaks-arguments book: book {"place": Åbo}'],
      sglang: ['breaks-arguments book: book {"place": Åbo}'],
      verl: ["drops-argument book.place"],
    });
  });
});

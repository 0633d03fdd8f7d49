import { describe, expect, it } from "vitest";
import { valuesOf } from "../../../server/core/dialects/call";
import { dialectOf } from "../../../server/core/dialects/data";
import { readDialect } from "../../../server/core/dialects/read";
import { writeCalls } from "../../../server/core/dialects/write";

const call = { name: "list_tables", arguments: { place: "Turku" } };
const tools = [{ name: "list_tables", parameters: { type: "object", properties: { place: { type: "string" } } } }];
const result = "3 tables: one with {braces}, one broken";

/** What an agent loop writes behind a call: a result, and what makes the model go on. By dialect. */
const behindCalls: readonly [template: string, dialect: string, behind: string][] = [
  [
    "Qwen",
    "hermes",
    `<|im_end|>\n<|im_start|>user\n<tool_response>\n${result}\n</tool_response><|im_end|>\n<|im_start|>assistant\n`,
  ],
  ["Qwen without its tokens", "hermes", `\nuser\n<tool_response>\n${result}\n</tool_response>\nassistant\n`],
  [
    "Qwen-Coder",
    "qwen-xml",
    `<|im_end|>\n<|im_start|>user\n<tool_response>\n${result}\n</tool_response>\n<|im_end|>\n<|im_start|>assistant\n`,
  ],
  [
    "DeepSeek V3",
    "deepseek-v3",
    `<｜end▁of▁sentence｜><｜tool▁outputs▁begin｜><｜tool▁output▁begin｜>${result}<｜tool▁output▁end｜>\n<｜tool▁output▁begin｜>2<｜tool▁output▁end｜><｜tool▁outputs▁end｜>`,
  ],
  [
    "DeepSeek V3.1",
    "deepseek-v3.1",
    `<｜end▁of▁sentence｜><｜tool▁output▁begin｜>${result}<｜tool▁output▁end｜><｜tool▁output▁begin｜>2<｜tool▁output▁end｜>`,
  ],
  [
    "DeepSeek V3.2",
    "deepseek-v3.2",
    `<｜end▁of▁sentence｜><｜User｜>\n\n<function_results>\n<result>${result}</result>\n</function_results>\n\n<｜Assistant｜>`,
  ],
  ["DeepSeek V4", "deepseek-v4", `<｜end▁of▁sentence｜><｜User｜><tool_result>${result}</tool_result><｜Assistant｜>`],
  [
    "Kimi K2",
    "kimi-k2",
    `<|im_end|><|im_system|>tool<|im_middle|>## Return of functions.list_tables:0\n${result}<|im_end|><|im_assistant|>assistant<|im_middle|>`,
  ],
  [
    "Kimi K2 with the tool's name",
    "kimi-k2",
    `<|im_end|><|im_system|>list_tables<|im_middle|>## Return of functions.list_tables:0\n${result}<|im_end|><|im_assistant|>assistant<|im_middle|>`,
  ],
  ["GLM-4.5", "glm-4.5", `\n<|observation|>\n<tool_response>\n${result}\n</tool_response><|assistant|>\n`],
  ["GLM-4.7", "glm-4.7", `<|observation|><tool_response>${result}</tool_response><|assistant|>`],
  ["GLM-4.7 without its tokens", "glm-4.7", `<tool_response>${result}</tool_response>`],
  ["MiniMax M2", "minimax-m2", `[e~[\n]~b]tool\n<response>${result}</response>\n<response>2</response>[e~[\n]~b]ai\n`],
  ["MiniMax M2 without its tokens", "minimax-m2", `\ntool\n<response>${result}</response>\nai\n`],
  [
    "Llama 3",
    "llama-json",
    `<|eot_id|><|start_header_id|>ipython<|end_header_id|>\n\n${result}<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\n`,
  ],
  ["Llama 3 without its tokens", "llama-json", `ipython\n\n${result}assistant\n\n`],
  ["Mistral", "mistral", `</s>[TOOL_RESULTS]${result}[/TOOL_RESULTS]`],
  ["Gemma 4", "gemma4", `<|tool_response>response:list_tables{value:<|"|>${result}<|"|>}<tool_response|>`],
  [
    "FunctionGemma",
    "functiongemma",
    `<start_function_response>response:list_tables{value:<escape>${result}<escape>}<end_function_response>`,
  ],
  ["Seed", "seed-oss", `<seed:eos><seed:bos>tool\n${result}<seed:eos><seed:bos>assistant\n`],
  [
    "LFM2",
    "lfm2",
    `<|im_end|>\n<|im_start|>tool\n<|tool_response_start|>${result}<|tool_response_end|><|im_end|>\n<|im_start|>assistant\n`,
  ],
  [
    "Granite",
    "granite-3",
    `<|end_of_text|>\n<|start_of_role|>tool<|end_of_role|>${result}<|end_of_text|>\n<|start_of_role|>assistant<|end_of_role|>`,
  ],
  [
    "Cohere",
    "cohere",
    `<|END_OF_TURN_TOKEN|><|START_OF_TURN_TOKEN|><|SYSTEM_TOKEN|><|START_TOOL_RESULT|>[{"a": "${result}"}]<|END_TOOL_RESULT|><|END_OF_TURN_TOKEN|><|START_OF_TURN_TOKEN|><|CHATBOT_TOKEN|>`,
  ],
  [
    "gpt-oss",
    "harmony",
    `<|start|>functions.list_tables to=assistant<|channel|>commentary<|message|>${result}<|end|><|start|>assistant<|channel|>final<|message|>`,
  ],
];

describe("a dump of an agent loop", () => {
  it.each(behindCalls)("is read turn by turn in the template of %s", (_, id, behind) => {
    const dialect = dialectOf(id)!;
    const first = writeCalls(dialect, [call]);
    const second = writeCalls(dialect, [{ ...call, arguments: { place: "Rauma" } }]);
    const end = id === "harmony" ? "<|return|>" : "";
    const text = `${first}${behind}There are 3.${end}`;
    const reading = readDialect(text, dialect, { tools });
    expect(reading.calls.map((one) => [one.name, valuesOf(one)])).toEqual([["list_tables", { place: "Turku" }]]);
    expect(reading.content).toBe("There are 3.");
    expect(reading.faults.filter(({ rule }) => rule !== "end-token")).toEqual([]);
    const environment = reading.turns.filter(({ role }) => role === "environment");
    expect(environment.map(({ start, end: to }) => text.slice(start, to)).join("")).toContain(result);
    expect(reading.turns.filter(({ role }) => role === "model")).toHaveLength(2);

    // A call again behind the result.
    const twice =
      id === "harmony"
        ? first + behind.slice(0, behind.lastIndexOf("<|start|>assistant")) + `<|start|>assistant${second}`
        : first + behind + second;
    expect(readDialect(twice, dialect, { tools }).calls.map(valuesOf)).toEqual([
      { place: "Turku" },
      { place: "Rauma" },
    ]);
  });

  it("is none where a text speaks of a template's marks", () => {
    for (const text of [
      "The template writes <|user|> before what the user says.",
      'It ends with `<|im_start|>assistant\n`, I think, or with "<｜User｜>".',
      "Done.<|observation|>",
      "Done.<|user|>\n",
    ]) {
      expect(readDialect(text, dialectOf("glm-4.5")!).turns).toHaveLength(1);
    }
  });

  it("keeps a result in the model's turn where the environment has turns of its own", () => {
    const hermes = dialectOf("hermes")!;
    const made = "<tool_response>\n4 tables\n</tool_response>";
    const text = `${writeCalls(hermes, [call])}\n${made}\nuser\n<tool_response>\n${result}\n</tool_response>\nassistant\nThree.`;
    const model = readDialect(text, hermes, { tools }).turns.filter(({ role }) => role === "model");
    expect(model.map(({ start, end }) => text.slice(start, end).includes(made))).toEqual([true, false]);
  });
});

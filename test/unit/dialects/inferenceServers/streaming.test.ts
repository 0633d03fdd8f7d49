import { describe, expect, it } from "vitest";
import {
  isStreamingKnown,
  streamingCause,
  streamsDifferently,
  type ServerId,
} from "../../../../server/core/dialects/inferenceServers";
import { tools } from "./fixtures";

const object = '{"name": "book", "arguments": {"place": "Åbo"}}';
const block = (body: string) => `<tool_call>\n${body}\n</tool_call>`;
const functionOf = (body: string) => `<tool_call>\n<function=book>\n${body}\n</function>\n</tool_call>`;
const place = "<parameter=place>\nÅbo\n</parameter>";
const pair = (key: string, value: string) => `<arg_key>${key}</arg_key>\n<arg_value>${value}</arg_value>`;
const glm = (body: string) => `<tool_call>${body}\n</tool_call>`;
const kimi = (id: string) => `<|tool_call_begin|>${id}<|tool_call_argument_begin|>{"place": "Åbo"}<|tool_call_end|>`;
const section = (body: string) => `<|tool_calls_section_begin|>${body}<|tool_calls_section_end|>`;
const deepseek = (body: string) => `<｜tool▁calls▁begin｜>${body}<｜tool▁calls▁end｜>`;
const deepseekCall = (body: string) => `<｜tool▁call▁begin｜>${body}<｜tool▁call▁end｜>`;
const invoke = (body: string, name = "book") => `<invoke name="${name}">\n${body}\n</invoke>`;
const minimax = (body: string) => `<minimax:tool_call>\n${body}\n</minimax:tool_call>`;
const parameter = (value: string) => `<parameter name="place">${value}</parameter>`;
const gemma = (body: string) => `<|tool_call>call:${body}<tool_call|>`;
const harmony = (head: string) => `${head} to=functions.book <|constrain|>json<|message|>{"place": "Åbo"}<|call|>`;

/** By server and dialect: texts that a streaming client reads differently, and similar texts that it reads alike. */
const texts: readonly [ServerId, string, { readonly differ: readonly string[]; readonly same: readonly string[] }][] = [
  [
    "vllm",
    "hermes",
    {
      differ: [
        block('{"name": "book", "arguments": {"place": "Åbo",}}'),
        block('{"name": "book"}'),
        `${block(object)}\n${block("{}")}`,
      ],
      same: [block(object), `I book.\n${block(object)}`, block("{'name': 'book'}"), object, `<tool_call>\n${object}`],
    },
  ],
  [
    "vllm",
    "qwen-xml",
    {
      differ: [functionOf("<parameter=place>\nÅbo"), functionOf(place).replace("=book", "=book ")],
      same: [functionOf(place), functionOf("")],
    },
  ],
  [
    "vllm",
    "glm-4.5",
    {
      differ: [glm("book\n<arg_key>place</arg_key>\n<arg_value>Åbo")],
      same: [glm(`book\n${pair("place", "Åbo")}`), "<tool_call>cook"],
    },
  ],
  [
    "vllm",
    "kimi-k2",
    {
      differ: [section("<|tool_call_begin|>functions.book:0{}<|tool_call_end|>")],
      same: [section(kimi("functions.book:0"))],
    },
  ],
  [
    "vllm",
    "minimax-m2",
    {
      differ: [minimax(invoke('<parameter name="place">Åbo'))],
      same: [minimax(invoke(parameter("Åbo"))), minimax(invoke(""))],
    },
  ],
  ["vllm", "deepseek-v3", { differ: [deepseek(deepseekCall("function<｜tool▁sep｜>book\n{}"))], same: [] }],
  [
    "vllm",
    "deepseek-v3.1",
    {
      differ: [deepseek(deepseekCall("list<｜tool▁sep｜>{}"))],
      same: [deepseek(deepseekCall('book<｜tool▁sep｜>{"place": "Åbo"}'))],
    },
  ],
  [
    "vllm",
    "mistral",
    {
      differ: ['[TOOL_CALLS]book[ARGS]{"place": "Åbo"}, more', "[THINK]In [TOOL_CALLS] so.[/THINK]Hi."],
      same: ['[TOOL_CALLS]book[ARGS]{"place": "Åbo"}', "[THINK]So.[/THINK][TOOL_CALLS]list[ARGS]{}</s>"],
    },
  ],
  [
    "vllm",
    "mistral-list",
    {
      differ: ['[TOOL_CALLS] [{"name": "book", x}]'],
      same: [`[TOOL_CALLS] [${object}]`],
    },
  ],
  [
    "vllm",
    "llama-json",
    {
      differ: [
        `I book.\n${object}`,
        `[${object}]`,
        `${object}\n${object}`,
        '{"name": "Ann"}',
        '{"name": "list", "parameters": {}}',
      ],
      same: [object, `${object}; ${object}`, '{"total": 3}', "I book."],
    },
  ],
  [
    "vllm",
    "pythonic",
    {
      differ: ["[book(place='Åbo')] Done.", "[a.book(place='Åbo')]"],
      same: ["[book(place='Åbo')]", "I book.\n[book(place='Åbo')]", "[1, 2]"],
    },
  ],
  [
    "sglang",
    "hermes",
    {
      differ: [
        `<think>\n${block(object)}\n</think>\n\nNo.`,
        block(`[${object}]`),
        `<tool_call>\n${object}`,
        block('{"name": "book", "arguments": {"place": "Åbo",}}'),
      ],
      same: [block(object), block('{"name": "cook", "arguments": {}'), block("{{}}"), "Hi."],
    },
  ],
  [
    "sglang",
    "qwen-xml",
    {
      differ: [
        `<function=book>\n${place}\n</function>`,
        functionOf("<parameter=place>\na </tool_call>\n</parameter>"),
        "<tool_call>\n<function=book>\n<parameter=place>\nÅ",
      ],
      same: [functionOf(place), functionOf(place).replace("\n</tool_call>", ""), "Hi."],
    },
  ],
  [
    "sglang",
    "glm-4.5",
    {
      differ: [
        glm(`cook\n${pair("place", "Åbo")}`),
        `<think>In <tool_call>.</think>Hi.`,
        glm(`book\n${pair("place", '"Åbo"')}`),
        `<tool_call>book\n${pair("place", "Åbo")}`,
      ],
      same: [glm(`book\n${pair("place", "Åbo")}`), glm(`book\n${pair("guests", "2")}`), "Hi."],
    },
  ],
  ["sglang", "glm-4.7", { differ: [glm(`book\n${pair("place", "Åbo")}`)], same: ["<tool_call>list</tool_call>"] }],
  [
    "sglang",
    "kimi-k2",
    {
      differ: [kimi("functions.book:0"), `<think>${section(kimi("book:0"))}</think>Hi.`],
      same: [section(kimi("functions.book:0")), section(kimi("book"))],
    },
  ],
  [
    "sglang",
    "deepseek-v3.1",
    {
      differ: [deepseek(deepseekCall("cook<｜tool▁sep｜>{}")), deepseek(deepseekCall("book<｜tool▁sep｜>{x}"))],
      same: [deepseek(deepseekCall("book<｜tool▁sep｜>{}"))],
    },
  ],
  [
    "sglang",
    "minimax-m2",
    {
      differ: [minimax(invoke(parameter("\nÅbo\n"))), `<minimax:tool_call>\n${invoke(parameter("Åbo"))}`],
      same: [minimax(invoke(parameter("Åbo"))), minimax(invoke(parameter("\nÅbo"), "cook"))],
    },
  ],
  [
    "sglang",
    "gemma4",
    {
      differ: [
        gemma("list{}") + gemma("book{}"),
        gemma("list{}") + gemma("list{}"),
        gemma('book{place:Åbo<|"|>}'),
        "<|tool_call>call:list{}",
      ],
      same: [gemma("book{}") + gemma("list{}"), gemma('book{place:<|"|>{<|"|>}')],
    },
  ],
  [
    "sglang",
    "mistral",
    {
      differ: [`[TOOL_CALLS] [${object}, ${object}]`],
      same: [`[TOOL_CALLS] [${object}]`, '[TOOL_CALLS]book[ARGS]{"place": "Åbo"}'],
    },
  ],
  [
    "sglang",
    "llama-json",
    { differ: [`I book.\n${object}`, object.slice(0, -1)], same: [object, `For {x}\n${object}`] },
  ],
  [
    "sglang",
    "harmony",
    {
      differ: [harmony("<|channel|>commentary"), harmony("<|start|>assistant<|channel|>commentary?")],
      same: [harmony("<|start|>assistant<|channel|>commentary"), harmony("<|channel|>analysis")],
    },
  ],
];

describe("a client that streams", () => {
  it.each(texts)("gets other calls, or the same: %s %s", (id, dialect, { differ, same }) => {
    const told = (text: string) => ({ text, differs: streamsDifferently({ id, dialect }, text, tools) });
    expect(differ.map(told)).toEqual(differ.map((text) => ({ text, differs: true })));
    expect(same.map(told)).toEqual(same.map((text) => ({ text, differs: false })));
  });

  it("is told why, and whether it hangs on the chunks", () => {
    const one = deepseek(deepseekCall('book<｜tool▁sep｜>{"guests": 2}'));
    const streamer = { id: "vllm", dialect: "deepseek-v3.1" } as const;
    expect(streamingCause(streamer, one, tools)).toMatchObject({
      why: "arguments are cut off where several tokens arrive at once",
      isCertain: false,
    });
    expect(streamsDifferently(streamer, one, tools)).toBe(false);
    const two = deepseek(deepseekCall('book<｜tool▁sep｜>{"guests": 2}').repeat(2));
    expect(streamingCause(streamer, two, tools)?.isCertain).toBe(true);
  });

  it("is not spoken of where nothing is known of it", () => {
    const known = (id: ServerId, dialect: string, parser?: string) =>
      isStreamingKnown(parser === undefined ? { id, dialect } : { id, dialect, parser });
    expect(known("vllm", "hermes")).toBe(true);
    expect(known("sglang", "hermes", "qwen25")).toBe(true);
    // SGLang's other parser of Hermes was run on whole texts only; verl does not stream.
    expect(known("sglang", "hermes", "hermes")).toBe(false);
    expect(known("verl", "hermes")).toBe(false);
    expect(known("vllm", "react")).toBe(false);
    expect(
      streamsDifferently({ id: "sglang", dialect: "hermes", parser: "hermes" }, `<tool_call>\n${object}`, tools),
    ).toBe(false);
  });
});

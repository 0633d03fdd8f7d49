import type { DialectTool } from "../../../../server/core/dialects/dialect";

/** Our own tools: every type, one of two, and none. */
export const tools: readonly DialectTool[] = [
  {
    name: "book",
    parameters: {
      type: "object",
      properties: {
        place: { type: "string" },
        guests: { type: "integer" },
        outside: { type: "boolean" },
        note: { type: ["string", "null"] },
        wishes: { type: "array", items: { type: "string" } },
      },
      required: ["place"],
    },
  },
  { name: "list", parameters: { type: "object", properties: {} } },
];

/** A text in a dialect with what one of its readers may stumble over. */
export interface Fixture {
  readonly dialect: string;
  /** What stands in the text. */
  readonly with: string;
  readonly text: string;
  /** The calls that each reader takes, as `name arguments`; SGLang's second parser of Hermes is `sglang_hermes`. */
  readonly read: Readonly<Record<string, readonly string[]>>;
}

function hermes(what: string, text: string, read: Fixture["read"]): Fixture {
  return { dialect: "hermes", with: what, text, read };
}

const object = '{"name": "book", "arguments": {"place": "Åbo"}}';

const kimiCall = (id: string, json = '{"place": "Åbo"}') =>
  `<|tool_call_begin|>${id}<|tool_call_argument_begin|>${json}<|tool_call_end|>`;
const kimiSection = (calls: string) => `<|tool_calls_section_begin|>${calls}<|tool_calls_section_end|>`;

const invoke = (parameters: string, mark = "") => `<${mark}invoke name="book">\n${parameters}\n</${mark}invoke>`;
const dsml = (body: string, block = "tool_calls") => `<｜DSML｜${block}>\n${body}\n</｜DSML｜${block}>`;
const dsmlPlace = '<｜DSML｜parameter name="place" string="true">Åbo</｜DSML｜parameter>';
const minimax = (body: string) => `<minimax:tool_call>\n${body}\n</minimax:tool_call>`;
const minimaxValue = (key: string, value: string) => `<parameter name="${key}">${value}</parameter>`;

const functionOf = (parameters: string) => `<tool_call>\n<function=book>\n${parameters}\n</function>\n</tool_call>`;
const parameter = (key: string, value: string) => `<parameter=${key}>\n${value}\n</parameter>`;

const pair = (key: string, value: string) => `<arg_key>${key}</arg_key>\n<arg_value>${value}</arg_value>`;

const v3 = (body: string) =>
  `<｜tool▁calls▁begin｜><｜tool▁call▁begin｜>${body}<｜tool▁call▁end｜><｜tool▁calls▁end｜>`;

const commentary = "commentary to=functions.book <|constrain|>json<|message|>";

export const fixtures: readonly Fixture[] = [
  hermes("nothing wrong", `I look.\n<tool_call>\n${object}\n</tool_call>`, {
    vllm: ['book {"place": "Åbo"}'],
    sglang: ['book {"place": "Åbo"}'],
    sglang_hermes: ['book {"place": "Åbo"}'],
    verl: ['book {"place": "Åbo"}'],
  }),
  hermes("a draft in the reasoning", `<think>\nOr <tool_call>\n${object}\n</tool_call>?\n</think>\n\nNo.`, {
    vllm: ['book {"place": "Åbo"}'],
    sglang: [],
    sglang_hermes: [],
    verl: ['book {"place": "Åbo"}'],
  }),
  hermes("open reasoning", `<think>\nI book.\n<tool_call>\n${object}\n</tool_call>`, {
    vllm: ['book {"place": "Åbo"}'],
    sglang: ['book {"place": "Åbo"}'],
    sglang_hermes: ['book {"place": "Åbo"}'],
    verl: ['book {"place": "Åbo"}'],
  }),
  hermes("a broken block", `<tool_call>\n${object}\n</tool_call>\n<tool_call>\n{"name": book}\n</tool_call>`, {
    vllm: [],
    sglang: ['book {"place": "Åbo"}'],
    sglang_hermes: [],
    verl: ['book {"place": "Åbo"}'],
  }),
  hermes("parameters", '<tool_call>\n{"name": "book", "parameters": {"place": "Åbo"}}\n</tool_call>', {
    vllm: [],
    sglang: ['book {"place": "Åbo"}'],
    sglang_hermes: ['book {"place": "Åbo"}'],
    verl: [],
  }),
  hermes("a list", `<tool_call>\n[${object}]\n</tool_call>`, {
    vllm: [],
    sglang: ['book {"place": "Åbo"}'],
    sglang_hermes: ['book {"place": "Åbo"}'],
    verl: [],
  }),
  hermes("no newlines", `<tool_call>${object}</tool_call>`, {
    vllm: ['book {"place": "Åbo"}'],
    sglang: [],
    sglang_hermes: ['book {"place": "Åbo"}'],
    verl: ['book {"place": "Åbo"}'],
  }),
  hermes("no closer", `<tool_call>\n${object}`, {
    vllm: ['book {"place": "Åbo"}'],
    sglang: [],
    sglang_hermes: ['book {"place": "Åbo"}'],
    verl: [],
  }),
  hermes("an unknown tool", '<tool_call>\n{"name": "cook", "arguments": {}}\n</tool_call>', {
    vllm: ["cook {}"],
    sglang: [],
    sglang_hermes: [],
    verl: ["cook {}"],
  }),
  hermes(
    "the closer in a string",
    '<tool_call>\n{"name": "book", "arguments": {"place": "</tool_call>"}}\n</tool_call>',
    { vllm: [], sglang: ['book {"place": "</tool_call>"}'], sglang_hermes: [], verl: [] },
  ),
  hermes(
    "numbers as Python writes them",
    '<tool_call>\n{"name": "book", "arguments": {"guests": 2.0, "x": 1e20}}\n</tool_call>',
    {
      vllm: ['book {"guests": 2.0, "x": 1e+20}'],
      sglang: ['book {"guests": 2.0, "x": 1e+20}'],
      sglang_hermes: ['book {"guests": 2.0, "x": 1e+20}'],
      verl: ['book {"guests": 2.0, "x": 1e+20}'],
    },
  ),
  {
    dialect: "qwen-xml",
    with: "no opener",
    text: `<function=book>\n${parameter("place", "Åbo")}\n</function>\n</tool_call>`,
    read: { vllm: ['book {"place": "Åbo"}'], sglang: [], verl: [] },
  },
  {
    dialect: "qwen-xml",
    with: "the last value not closed",
    text: functionOf("<parameter=place>\nÅbo"),
    read: { vllm: ["book {}"], sglang: ['book {"place": "Åbo"}'], verl: ['book {"place": "Åbo"}'] },
  },
  {
    dialect: "qwen-xml",
    with: "a value in the next one's place",
    text: functionOf(`<parameter=place>\nÅbo\n${parameter("guests", "2")}`),
    read: {
      vllm: ['book {"place": "Åbo", "guests": 2}'],
      sglang: ['book {"place": "Åbo", "guests": 2}'],
      verl: ['book {"place": "Åbo\\n<parameter=guests>\\n2"}'],
    },
  },
  {
    dialect: "qwen-xml",
    with: "words for values",
    text: functionOf([parameter("place", "null"), parameter("outside", "yes"), parameter("guests", "2.0")].join("\n")),
    read: {
      vllm: ['book {"place": "null", "outside": "yes", "guests": 2.0}'],
      sglang: ['book {"place": null, "outside": false, "guests": "2.0"}'],
      verl: ['book {"place": null, "outside": false, "guests": "2.0"}'],
    },
  },
  {
    dialect: "qwen-xml",
    with: "None for null",
    text: functionOf(parameter("note", "None")),
    read: { vllm: ['book {"note": "None"}'], sglang: ['book {"note": "None"}'], verl: ['book {"note": null}'] },
  },
  {
    dialect: "qwen-xml",
    with: "a Python list",
    text: functionOf(parameter("wishes", "['quiet', \"sea\"]")),
    read: {
      vllm: ['book {"wishes": "[\'quiet\', \\"sea\\"]"}'],
      sglang: ['book {"wishes": ["quiet", "sea"]}'],
      verl: ['book {"wishes": ["quiet", "sea"]}'],
    },
  },
  {
    dialect: "qwen-xml",
    with: "a mention in prose",
    text: `Say \`<function=list>\`.\n${functionOf(parameter("place", "Åbo"))}`,
    read: {
      vllm: ["list {}", 'book {"place": "Åbo"}'],
      sglang: ['book {"place": "Åbo"}'],
      verl: ['book {"place": "Åbo"}'],
    },
  },
  {
    dialect: "qwen-xml",
    with: "text behind",
    text: `${functionOf(parameter("place", "Åbo"))}\nDone.`,
    read: { vllm: ['book {"place": "Åbo"}'], sglang: ['book {"place": "Åbo"}'], verl: ['book {"place": "Åbo"}'] },
  },
  {
    dialect: "seed-oss",
    with: "digits for a string",
    text: "<seed:tool_call>\n<function=book>\n<parameter=place>2024</parameter>\n</function>\n</seed:tool_call>",
    read: { vllm: ['book {"place": "2024"}'], verl: ['book {"place": 2024}'] },
  },
  {
    dialect: "glm-4.5",
    with: "quotes",
    text: `<tool_call>book\n${pair("place", '"Åbo"')}\n</tool_call>`,
    read: { vllm: ['book {"place": "\\"Åbo\\""}'], sglang: ['book {"place": "Åbo"}'], verl: ['book {"place": "Åbo"}'] },
  },
  {
    dialect: "glm-4.5",
    with: "the other spacing",
    text: "<tool_call>book<arg_key>guests</arg_key><arg_value>2</arg_value></tool_call>",
    read: { vllm: ['book {"guests": 2}'], sglang: [], verl: ['book {"guests": 2}'] },
  },
  {
    dialect: "glm-4.5",
    with: "a value's opener missing",
    text: `<tool_call>book\n<arg_key>place</arg_key>\nÅbo</arg_value>\n${pair("guests", "2")}\n</tool_call>`,
    read: {
      vllm: ['book {"place</arg_key>\\nÅbo</arg_value>\\n<arg_key>guests": "2"}'],
      sglang: ['book {"place</arg_key>\\nÅbo</arg_value>\\n<arg_key>guests": 2}'],
      verl: ['book {"place</arg_key>\\nÅbo</arg_value>\\n<arg_key>guests": 2}'],
    },
  },
  {
    dialect: "glm-4.7",
    with: "digits for a string",
    text: "<tool_call>book<arg_key>place</arg_key><arg_value>2024</arg_value></tool_call>",
    read: { vllm: ['book {"place": "2024"}'], sglang: ['book {"place": "2024"}'], verl: ['book {"place": 2024}'] },
  },
  {
    dialect: "glm-4.7",
    with: "an unknown tool",
    text: "<tool_call>cook<arg_key>place</arg_key><arg_value>Åbo</arg_value></tool_call>",
    read: { vllm: [], sglang: [], verl: ['cook {"place": "Åbo"}'] },
  },
  {
    dialect: "glm-4.7",
    with: "a mention in the reasoning",
    text: "<think>In <tool_call> I write.</think><tool_call>list</tool_call>",
    read: { vllm: [], sglang: ["list {}"], verl: ["I write.</think><tool_call>list {}"] },
  },
  {
    dialect: "kimi-k2",
    with: "an id without its marks",
    text: kimiSection(kimiCall("functions_book_0")),
    read: { vllm: [], sglang: [], verl: ['book {"place": "Åbo"}'] },
  },
  {
    dialect: "kimi-k2",
    with: "a number for the id",
    text: kimiSection(kimiCall("3")),
    read: { vllm: [], sglang: ['book {"place": "Åbo"}'], verl: ['book {"place": "Åbo"}'] },
  },
  {
    dialect: "kimi-k2",
    with: "broken JSON",
    text: kimiSection(kimiCall("functions.book:0", '{"place": Åbo}')),
    read: { vllm: ['book {"place": Åbo}'], sglang: ['book {"place": Åbo}'], verl: ["book {}"] },
  },
  {
    dialect: "kimi-k2",
    with: "no section",
    text: kimiCall("functions.book:0"),
    read: { vllm: [], sglang: [], verl: [] },
  },
  {
    dialect: "kimi-k2",
    with: "a string for a number",
    text: kimiSection(kimiCall("functions.book:0", '{"guests": "2"}')),
    read: { vllm: ['book {"guests": 2}'], sglang: ['book {"guests": "2"}'], verl: ['book {"guests": "2"}'] },
  },
  {
    dialect: "deepseek-v3",
    with: "no fence",
    text: v3('function<｜tool▁sep｜>book\n{"place": "Åbo"}'),
    read: { vllm: [], sglang: [] },
  },
  {
    dialect: "deepseek-v3.1",
    with: "V3's form",
    text: v3('function<｜tool▁sep｜>book\n```json\n{"place": "Åbo"}\n```'),
    read: { vllm: ['function book\n```json\n{"place": "Åbo"}\n```'], sglang: [] },
  },
  {
    dialect: "deepseek-v3.1",
    with: "open reasoning",
    text: `<think>I book.${v3('book<｜tool▁sep｜>{"place": "Åbo"}')}`,
    read: { vllm: [], sglang: [] },
  },
  {
    dialect: "deepseek-v3.2",
    with: "a JSON body",
    text: dsml(invoke('{"place": "Åbo"}', "｜DSML｜"), "function_calls"),
    read: { vllm: ["book {}"], sglang: ['book {"place": "Åbo"}'] },
  },
  {
    dialect: "deepseek-v3.2",
    with: "no flag",
    text: dsml(invoke('<｜DSML｜parameter name="place">Åbo</｜DSML｜parameter>', "｜DSML｜"), "function_calls"),
    read: { vllm: ['book {"place": "Åbo"}'], sglang: [] },
  },
  {
    dialect: "deepseek-v3.2",
    with: "the section not closed",
    text: `<｜DSML｜function_calls>\n${invoke(dsmlPlace, "｜DSML｜")}`,
    read: { vllm: ['book {"place": "Åbo"}'], sglang: [] },
  },
  {
    dialect: "deepseek-v4",
    with: "a wrong flag",
    text: dsml(invoke('<｜DSML｜parameter name="guests" string="true">2</｜DSML｜parameter>', "｜DSML｜")),
    read: { vllm: ['book {"guests": 2}'], sglang: ['book {"guests": "2"}'], verl: ['book {"guests": "2"}'] },
  },
  {
    dialect: "deepseek-v4",
    with: "all in one parameter",
    text: dsml(
      invoke('<｜DSML｜parameter name="input" string="false">{"place": "Åbo"}</｜DSML｜parameter>', "｜DSML｜"),
    ),
    read: {
      vllm: ['book {"place": "Åbo"}'],
      sglang: ['book {"input": {"place": "Åbo"}}'],
      verl: ['book {"input": {"place": "Åbo"}}'],
    },
  },
  {
    dialect: "deepseek-v4",
    with: "a draft in the reasoning",
    text: `<think>Or ${dsml(invoke(dsmlPlace, "｜DSML｜"))}?</think>${dsml('<｜DSML｜invoke name="list">\n</｜DSML｜invoke>')}`,
    read: {
      vllm: ['book {"place": "Åbo"}', "list {}"],
      sglang: ['book {"place": "Åbo"}'],
      verl: ['book {"place": "Åbo"}', "list {}"],
    },
  },
  {
    dialect: "deepseek-v4.1",
    with: "V4's form",
    text: dsml(invoke(dsmlPlace, "｜DSML｜")),
    read: { vllm: [], sglang: ['book {"place": "Åbo"}'] },
  },
  {
    dialect: "minimax-m2",
    with: "string or null",
    text: minimax(invoke(minimaxValue("note", "urgent"))),
    read: { vllm: ['book {"note": "urgent"}'], sglang: ['book {"note": null}'], verl: ['book {"note": "urgent"}'] },
  },
  {
    dialect: "minimax-m2",
    with: "newlines around a value",
    text: minimax(invoke(minimaxValue("place", "\nÅbo\n"))),
    read: { vllm: ['book {"place": "\\nÅbo\\n"}'], sglang: ['book {"place": "Åbo"}'], verl: ['book {"place": "Åbo"}'] },
  },
  {
    dialect: "minimax-m2",
    with: "on for true",
    text: minimax(invoke(minimaxValue("outside", "on"))),
    read: { vllm: ['book {"outside": "on"}'], sglang: ['book {"outside": true}'], verl: ['book {"outside": "on"}'] },
  },
  {
    dialect: "minimax-m2",
    with: "no section",
    text: invoke(minimaxValue("place", "Åbo")),
    read: { vllm: ['book {"place": "Åbo"}'], sglang: [], verl: [] },
  },
  { dialect: "llama-json", with: "a brace in prose", text: `For {x}:\n${object}`, read: { vllm: [], sglang: [] } },
  { dialect: "llama-json", with: "a name alone", text: '{"name": "Ann", "age": 3}', read: { vllm: [], sglang: [] } },
  {
    dialect: "llama-json",
    with: "prose before",
    text: `I book.\n${object}`,
    read: { vllm: ['book {"place": "Åbo"}'], sglang: [] },
  },
  {
    dialect: "mistral",
    with: "an id",
    text: '[TOOL_CALLS]book[CALL_ID]a1[ARGS]{"place": "Åbo"}',
    read: { vllm: ['booka1 {"place": "Åbo"}'], sglang: [] },
  },
  {
    dialect: "mistral",
    with: "no mark before the arguments",
    text: '[TOOL_CALLS]book{"place": "Åbo"}',
    read: { vllm: ['book {"place": "Åbo"}'], sglang: [] },
  },
  {
    dialect: "mistral",
    with: "a list",
    text: `[TOOL_CALLS] [${object}]`,
    read: { vllm: ['[ {"name": "book", "arguments": {"place": "Åbo"}}'], sglang: ['book {"place": "Åbo"}'] },
  },
  {
    dialect: "mistral-list",
    with: "no space",
    text: `[TOOL_CALLS][${object}]`,
    read: { vllm: ['book {"place": "Åbo"}'], sglang: [] },
  },
  {
    dialect: "harmony",
    with: "no start",
    text: `<|channel|>${commentary}{"place": "Åbo"}<|call|>`,
    read: { vllm: ['book {"place": "Åbo"}'], sglang: [], verl: [] },
  },
  {
    dialect: "harmony",
    with: "a call on analysis",
    text: '<|start|>assistant<|channel|>analysis to=functions.book <|constrain|>json<|message|>{"place": "Åbo"}<|call|>',
    read: { vllm: ['book {"place": "Åbo"}'], sglang: [], verl: ['book {"place": "Åbo"}'] },
  },
  {
    dialect: "harmony",
    with: "no constraint",
    text: '<|start|>assistant<|channel|>commentary to=functions.book json<|message|>{"place": "Åbo"}<|call|>',
    read: { vllm: ['book {"place": "Åbo"}'], sglang: [], verl: [] },
  },
  {
    dialect: "gemma4",
    with: "nested values",
    text: '<|tool_call>call:book{guests:2,x:{a:[1,<|"|>b<|"|>]}}<tool_call|>',
    read: {
      vllm: ['book {"guests": 2, "x": {"a": ["1", "b"]}}'],
      sglang: ['book {"guests": 2, "x": {"a": [1, "b"]}}'],
      verl: ['book {"guests": 2, "x": "{a:[1"}'],
    },
  },
  {
    dialect: "gemma4",
    with: "parentheses",
    text: '<|tool_call>call:book(place=<|"|>Åbo<|"|>)<tool_call|>',
    read: { vllm: ["book {}"], sglang: [], verl: [] },
  },
  {
    dialect: "gemma4",
    with: "null",
    text: "<|tool_call>call:book{note:null}<tool_call|>",
    read: { vllm: ['book {"note": null}'], sglang: ['book {"note": "null"}'], verl: ['book {"note": null}'] },
  },
  {
    dialect: "pythonic",
    with: "prose before",
    text: "I book.\n[book(place='Åbo')]",
    read: { vllm: [], sglang: ['book {"place": "Åbo"}'] },
  },
  {
    dialect: "pythonic",
    with: "a negative number",
    text: "[book(guests=-2)]",
    read: { vllm: ['book {"guests": -2}'], sglang: [] },
  },
  {
    dialect: "pythonic",
    with: "JSON's words",
    text: "[book(outside=true, note=null)]",
    read: { vllm: ['book {"outside": true, "note": null}'], sglang: [] },
  },
  { dialect: "pythonic", with: "an argument without a name", text: "[book('Åbo')]", read: { vllm: [], sglang: [] } },
];

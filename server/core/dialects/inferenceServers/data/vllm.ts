import type { MachineData, Step } from "../machine";
import type { ServerData } from "../parser";
import type { ParametersData } from "../bodies/parameters";

/** vLLM 0.33 (November 2026): a dialect's reasoning parser and its parser of calls. */

const newCall = { to: "name", starts: true } as const satisfies Step;

const functionParameters: ParametersData = {
  head: { mark: "<parameter=", ends: [{ text: ">" }] },
  close: /<\s*\/\s*parameter\s*>/g,
  alsoEnds: /<\s*parameter\s*=/g,
  toEnd: false,
  trimName: true,
  trimValue: "line",
};

/** Functions and parameters in tags; the block around them is optional, and a call in reasoning ends the reasoning. */
function functionMachine(prefix: string, drops: readonly string[]): MachineData {
  const block = { to: "preamble", starts: true } as const;
  const end = { to: "between" } as const;
  return {
    kind: "machine",
    marks: {
      block: [`<${prefix}tool_call>`],
      blockEnd: [`</${prefix}tool_call>`],
      call: ["<function="],
      nameEnd: [">"],
      callEnd: ["</function>"],
    },
    steps: {
      reasoning: { block },
      content: { block, call: newCall },
      preamble: { blockEnd: { to: "content" }, call: { to: "name" } },
      name: { nameEnd: { to: "arguments" }, callEnd: end },
      arguments: { callEnd: end, block },
      between: { blockEnd: { to: "content" }, block, call: newCall },
    },
    reasoning: { open: `<${prefix}think>`, close: `</${prefix}think>`, starts: true, reopens: false },
    drops,
    name: "as-written",
    knownOnly: false,
    arguments: { kind: "parameters", parameters: functionParameters },
  };
}

const pairMachine: MachineData = {
  kind: "machine",
  marks: { block: ["<tool_call>"], blockEnd: ["</tool_call>"], key: ["<arg_key>"] },
  steps: {
    reasoning: { block: newCall },
    content: { block: newCall },
    name: { key: { to: "arguments", keeps: true }, blockEnd: { to: "content" } },
    arguments: { blockEnd: { to: "content" } },
  },
  reasoning: { open: "<think>", close: "</think>", starts: true, reopens: true },
  drops: ["<|observation|>", "<|user|>", "<|endoftext|>"],
  name: "as-written",
  knownOnly: true,
  arguments: { kind: "pairs", pairs: { joint: /<\/arg_key>\s*<arg_value>/g } },
};

const kimiMachine: MachineData = {
  kind: "machine",
  marks: {
    section: ["<|tool_calls_section_begin|>"],
    sectionEnd: ["<|tool_calls_section_end|>"],
    call: ["<|tool_call_begin|>"],
    callEnd: ["<|tool_call_end|>"],
    arguments: ["<|tool_call_argument_begin|>"],
  },
  steps: {
    reasoning: { section: { to: "preamble" } },
    content: { section: { to: "preamble" } },
    preamble: { call: newCall, sectionEnd: { to: "preamble" } },
    name: { arguments: { to: "arguments" } },
    arguments: { callEnd: { to: "between" }, sectionEnd: { to: "preamble" } },
    between: { call: newCall, sectionEnd: { to: "preamble" } },
  },
  reasoning: { open: "<think>", close: "</think>", starts: true, reopens: false },
  drops: ["<|im_end|>"],
  name: "kimi-id",
  knownOnly: false,
  arguments: { kind: "json", firstValue: false },
};

/** DSML: `space` follows each `｜DSML｜`, `block` names the section. */
function dsmlMachine(space: string, block: string, reasoning: MachineData["reasoning"]): MachineData {
  const tag = `｜DSML｜${space}`;
  return {
    kind: "machine",
    marks: {
      section: [`<${tag}${block}>`],
      sectionEnd: [`</${tag}${block}>`],
      call: [`<${tag}invoke name="`],
      nameEnd: ['">'],
      callEnd: [`</${tag}invoke>`],
    },
    steps: {
      reasoning: { section: { to: "preamble" } },
      content: { section: { to: "preamble" }, call: newCall },
      preamble: { call: newCall },
      name: { nameEnd: { to: "arguments" } },
      arguments: { callEnd: { to: "between" }, sectionEnd: { to: "content" } },
      between: { call: newCall, sectionEnd: { to: "content" } },
    },
    ...(reasoning === undefined ? {} : { reasoning }),
    drops: ["<｜end▁of▁sentence｜>"],
    name: "as-written",
    knownOnly: false,
    arguments: {
      kind: "parameters",
      unwraps: true,
      parameters: {
        head: { pattern: dsmlHeads[space === "" ? "plain" : "spaced"] },
        close: space === "" ? /<\/｜DSML｜parameter>/g : /<\/｜DSML｜ parameter>/g,
        ...(space === "" ? {} : { alsoEnds: /<｜DSML｜ parameter\s+name=/g }),
        toEnd: false,
        trimName: false,
        trimValue: "nothing",
      },
    },
  };
}

const dsmlHeads = {
  plain: /<｜DSML｜parameter\s+name="(?<name>[^"]+)"(?:\s+string="(?<flag>true|false)")?>/g,
  spaced: /<｜DSML｜ parameter\s+name="(?<name>[^"]+)"(?:\s+string="(?<flag>true|false)")?>/g,
};
const dsmlReasoning = { open: "<think>", close: "</think>", starts: false, reopens: true } as const;

const invokeMachine: MachineData = {
  kind: "machine",
  marks: {
    section: ["<minimax:tool_call>"],
    sectionEnd: ["</minimax:tool_call>"],
    call: ['<invoke name="', "<invoke name='", "<invoke name="],
    nameEnd: ['">', "'>", ">"],
    callEnd: ["</invoke>"],
  },
  steps: {
    reasoning: { section: { to: "preamble" } },
    content: { section: { to: "preamble" }, call: newCall, sectionEnd: { to: "content" } },
    preamble: { call: newCall, sectionEnd: { to: "content" } },
    name: { nameEnd: { to: "arguments" } },
    arguments: { callEnd: { to: "between" } },
    between: { call: newCall, sectionEnd: { to: "content" } },
  },
  reasoning: { open: "<think>", close: "</think>", starts: true, reopens: false },
  drops: ["[e~["],
  name: "as-written",
  knownOnly: true,
  arguments: {
    kind: "parameters",
    parameters: {
      head: {
        pattern: /<\s*parameter\s+name\s*=\s*(?:"(?<name>[^"]*)"|'(?<single>[^']*)'|(?<bare>[^>\s"'][^>\s]*))\s*>/g,
      },
      close: /<\s*\/\s*parameter\s*>/g,
      alsoEnds: /<\s*parameter\s+name\s*=/g,
      toEnd: false,
      trimName: true,
      trimValue: "nothing",
    },
  },
};

const braceMachine: MachineData = {
  kind: "machine",
  marks: {
    block: ["<|tool_call>"],
    blockEnd: ["<tool_call|>"],
    nameStart: [":"],
    brace: ["{", "("],
  },
  steps: {
    reasoning: { block: { to: "preamble", starts: true } },
    content: { block: { to: "preamble", starts: true }, blockEnd: { to: "content" } },
    preamble: { nameStart: { to: "name" } },
    name: { brace: { to: "arguments" }, blockEnd: { to: "content" } },
    arguments: { blockEnd: { to: "content" } },
  },
  reasoning: { open: "<|channel>", close: "<channel|>", starts: false, reopens: true, prefix: "thought\n" },
  drops: ["<turn|>", "<|turn>"],
  name: "as-written",
  knownOnly: false,
  arguments: { kind: "braces" },
};

const namedMachine: MachineData = {
  kind: "machine",
  marks: { block: ["[TOOL_CALLS]"], arguments: ["[ARGS]"], brace: ["{"] },
  steps: {
    content: { block: newCall },
    name: { arguments: { to: "arguments" }, brace: { to: "arguments", keeps: true } },
    arguments: { block: { to: "name", starts: true } },
  },
  drops: ["[CALL_ID]", "</s>"],
  name: "as-written",
  knownOnly: false,
  arguments: { kind: "json", firstValue: true },
};

export const vllm: ServerData = {
  id: "vllm",
  title: "vLLM",
  version: "0.33",
  partsText: true,
  dialects: {
    hermes: [
      {
        parser: "qwen3+hermes",
        reasoning: { kind: "to-closer-or-call", open: "<think>", close: "</think>", endedBy: "<tool_call>" },
        calls: {
          kind: "blocks",
          open: "<tool_call>",
          close: "</tool_call>",
          unclosed: "read",
          body: { kind: "json", arguments: ["arguments"], required: true, lists: false },
          failure: "all-lost",
          knownOnly: false,
          content: { before: ["<tool_call>"] },
          noBlockIsText: true,
        },
      },
    ],
    "qwen-xml": [{ parser: "qwen3+qwen3_coder", calls: functionMachine("", ["<|im_end|>", "<|endoftext|>"]) }],
    "seed-oss": [{ parser: "seed_oss", calls: functionMachine("seed:", ["<seed:eos>"]) }],
    "glm-4.5": [{ parser: "glm45", calls: pairMachine }],
    "glm-4.7": [{ parser: "glm47", calls: pairMachine }],
    "kimi-k2": [{ parser: "kimi_k2", calls: kimiMachine }],
    "deepseek-v3": [
      {
        parser: "deepseek_r1+deepseek_v3",
        reasoning: { kind: "to-closer", open: "<think>", close: "</think>", keepsBefore: false },
        calls: {
          kind: "chains",
          needs: "<｜tool▁calls▁begin｜>",
          marks: ["<｜tool▁call▁begin｜>", "<｜tool▁sep｜>", "\n```json\n", "\n```<｜tool▁call▁end｜>"],
          name: 1,
          content: { before: "<｜tool▁calls▁begin｜>", behind: "<｜tool▁calls▁end｜>" },
        },
      },
    ],
    "deepseek-v3.1": [
      {
        parser: "deepseek_v3+deepseek_v31",
        reasoning: { kind: "to-closer", open: "<think>", close: "</think>", keepsBefore: false },
        calls: {
          kind: "chains",
          needs: "<｜tool▁calls▁begin｜>",
          marks: ["<｜tool▁call▁begin｜>", "<｜tool▁sep｜>", "<｜tool▁call▁end｜>"],
          name: 0,
          content: { before: "<｜tool▁calls▁begin｜>" },
        },
      },
    ],
    "deepseek-v3.2": [
      {
        parser: "deepseek_v3+deepseek_v32",
        reasoning: { kind: "to-closer", open: "<think>", close: "</think>", keepsBefore: false },
        calls: dsmlMachine("", "function_calls", undefined),
      },
    ],
    "deepseek-v4": [{ parser: "deepseek_v4", calls: dsmlMachine("", "tool_calls", dsmlReasoning) }],
    "deepseek-v4.1": [{ parser: "deepseek_v41", calls: dsmlMachine(" ", "calls", dsmlReasoning) }],
    "minimax-m2": [{ parser: "minimax_m2", calls: invokeMachine }],
    gemma4: [{ parser: "gemma4", calls: braceMachine }],
    mistral: [
      {
        parser: "mistral",
        reasoning: { kind: "to-closer-or-call", open: "[THINK]", close: "[/THINK]", endedBy: "[TOOL_CALLS]" },
        calls: namedMachine,
      },
    ],
    "mistral-list": [{ parser: "mistral (tokenizer before v11)", calls: { kind: "own", read: "marked-list" } }],
    "llama-json": [{ parser: "llama3_json", calls: { kind: "own", read: "brace-objects" } }],
    pythonic: [
      {
        parser: "pythonic",
        calls: {
          kind: "pythonic",
          literals: { jsonWords: true, signs: true, tuples: false },
          where: "whole",
          knownOnly: false,
          noLiteral: "text",
        },
      },
    ],
    harmony: [{ parser: "openai_gptoss+openai", calls: { kind: "own", read: "harmony-by-recipient" } }],
  },
  none: [],
};

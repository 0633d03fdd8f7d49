import type { ParametersData } from "../bodies/parameters";
import type { BlocksData } from "../blockReader";
import type { MarkedReasoning } from "../reasoning";
import type { ServerData } from "../parser";

/** SGLang 0.5.23 (November 2026): a dialect's reasoning parser and its parser of calls. */

/** A call that is mentioned in reasoning stays there; if the reasoning is not closed, `endedBy` ends it. */
function thinking(endedBy?: string): MarkedReasoning {
  const marks = { open: "<think>", close: "</think>", keepsBefore: true } as const;
  return { kind: "to-closer", ...marks, ...(endedBy === undefined ? {} : { endedBy }) };
}

const jsonBody = { kind: "json", arguments: ["parameters", "arguments"], required: false, lists: true } as const;

const functionParameters: ParametersData = {
  head: { mark: "<parameter=", ends: [{ text: ">" }] },
  close: /<\/parameter>/g,
  alsoEnds: /<parameter=|<\/function>/g,
  toEnd: true,
  trimName: false,
  trimValue: "line",
};

const joint = /<\/arg_key>(?:\\n|\s)*<arg_value>/g;

/**
 * DeepSeek's calls before V3.2: a head and JSON between marks; if one cannot be read, everything is returned as text.
 */
function partedBlocks(marks: readonly string[], end: string): BlocksData {
  return {
    kind: "blocks",
    open: "<｜tool▁call▁begin｜>",
    close: "<｜tool▁call▁end｜>",
    unclosed: "lost",
    needs: ["<｜tool▁calls▁begin｜>"],
    body: { kind: "parted", marks, end },
    failure: "all-lost",
    knownOnly: true,
    content: { before: ["<｜tool▁calls▁begin｜>"] },
    noBlockIsText: false,
  };
}

export const sglang: ServerData = {
  id: "sglang",
  title: "SGLang",
  version: "0.5.23",
  partsText: true,
  dialects: {
    hermes: [
      {
        parser: "qwen25",
        reasoning: thinking("<tool_call>"),
        calls: {
          kind: "blocks",
          open: "<tool_call>\n",
          close: "\n</tool_call>",
          unclosed: "lost",
          body: jsonBody,
          failure: "skipped",
          knownOnly: true,
          content: { before: ["<tool_call>\n"] },
          noBlockIsText: false,
        },
      },
      {
        parser: "hermes",
        reasoning: thinking("<tool_call>"),
        calls: {
          kind: "blocks",
          open: "<tool_call>",
          close: "</tool_call>",
          unclosed: "read",
          body: jsonBody,
          failure: "all-lost",
          knownOnly: true,
          content: { before: ["<tool_call>"] },
          noBlockIsText: true,
        },
      },
    ],
    "qwen-xml": [
      {
        parser: "qwen3_coder",
        reasoning: thinking("<tool_call>"),
        calls: {
          kind: "blocks",
          open: "<tool_call>",
          close: "</tool_call>",
          unclosed: "lost",
          needs: ["<tool_call>"],
          orWhole: "<function=",
          body: {
            kind: "functions",
            open: "<function=",
            nameEnd: ">",
            close: "</function>",
            unclosed: "read",
            nameless: "skipped",
            trimName: false,
            parameters: functionParameters,
            typing: "one-type",
          },
          failure: "skipped",
          knownOnly: false,
          content: { before: ["<tool_call>"] },
          noBlockIsText: false,
        },
      },
    ],
    "glm-4.5": [
      {
        parser: "glm45",
        reasoning: thinking("<tool_call>"),
        calls: {
          kind: "blocks",
          open: "<tool_call>",
          close: "</tool_call>",
          unclosed: "lost",
          body: { kind: "pairs", typing: "lenient", name: "line", joint },
          failure: "skipped",
          knownOnly: true,
          content: { before: ["<tool_call>"] },
          noBlockIsText: false,
        },
      },
    ],
    "glm-4.7": [
      {
        parser: "glm47",
        reasoning: thinking("<tool_call>"),
        calls: {
          kind: "blocks",
          open: "<tool_call>",
          close: "</tool_call>",
          unclosed: "lost",
          body: { kind: "pairs", typing: "lenient-only", name: "key", joint },
          failure: "skipped",
          knownOnly: true,
          content: "outside",
          noBlockIsText: true,
        },
      },
    ],
    "kimi-k2": [
      {
        parser: "kimi_k2",
        reasoning: thinking("<|tool_calls_section_begin|>"),
        calls: { kind: "own", read: "kimi-by-id" },
      },
    ],
    "deepseek-v3": [
      {
        parser: "deepseekv3",
        reasoning: thinking(),
        calls: partedBlocks(["<｜tool▁sep｜>", "\n```json\n"], "\n```"),
      },
    ],
    "deepseek-v3.1": [{ parser: "deepseekv31", reasoning: thinking(), calls: partedBlocks(["<｜tool▁sep｜>"], "") }],
    "deepseek-v3.2": [{ parser: "deepseekv32", reasoning: thinking(), calls: { kind: "own", read: "dsml-section" } }],
    "deepseek-v4": [{ parser: "deepseek-recipe", calls: { kind: "own", read: "dsml-written-on" } }],
    "deepseek-v4.1": [{ parser: "deepseek-recipe", calls: { kind: "own", read: "dsml-written-on" } }],
    "minimax-m2": [
      {
        parser: "minimax-m2",
        reasoning: thinking(),
        calls: {
          kind: "blocks",
          open: "<minimax:tool_call>",
          close: "</minimax:tool_call>",
          unclosed: "lost",
          body: {
            kind: "functions",
            open: '<invoke name="',
            nameEnd: '">',
            close: "</invoke>",
            unclosed: "read",
            nameless: "skipped",
            trimName: true,
            parameters: {
              head: { mark: '<parameter name="', ends: [{ text: '">' }] },
              close: /<\/parameter>/g,
              toEnd: true,
              trimName: true,
              trimValue: "lines",
            },
            typing: "null-first",
          },
          failure: "skipped",
          knownOnly: true,
          content: "outside",
          noBlockIsText: true,
        },
      },
    ],
    gemma4: [
      {
        parser: "gemma4",
        reasoning: {
          kind: "to-closer",
          open: "<|channel>",
          close: "<channel|>",
          keepsBefore: true,
          prefix: "thought\n",
        },
        calls: {
          kind: "blocks",
          open: "<|tool_call>",
          close: "<tool_call|>",
          unclosed: "lost",
          body: { kind: "braces", word: "call:" },
          failure: "skipped",
          knownOnly: false,
          content: { before: ["<|tool_call>"] },
          noBlockIsText: true,
          noCallIsText: true,
        },
      },
    ],
    mistral: [
      {
        parser: "mistral",
        reasoning: { kind: "to-closer", open: "[THINK]", close: "[/THINK]", keepsBefore: true },
        calls: { kind: "own", read: "list-or-named" },
      },
    ],
    "mistral-list": [{ parser: "mistral", calls: { kind: "own", read: "list-or-named" } }],
    "llama-json": [{ parser: "llama3", calls: { kind: "own", read: "leading-objects" } }],
    pythonic: [
      {
        parser: "pythonic",
        calls: {
          kind: "pythonic",
          literals: { jsonWords: false, signs: false, tuples: false },
          where: "within",
          knownOnly: true,
          noLiteral: "lost",
        },
      },
    ],
    harmony: [{ parser: "gpt-oss", calls: { kind: "own", read: "harmony-by-commentary" } }],
  },
  none: ["seed-oss", "longcat", "olmo3", "jamba", "granite-3", "phi-4-mini", "xlam", "functiongemma"],
};

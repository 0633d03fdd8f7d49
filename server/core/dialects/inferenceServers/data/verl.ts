import type { ServerData } from "../parser";

/** verl 0.9.1 (November 2026): its agent loop's parsers, which read calls in the whole text, reasoning included. */
export const verl: ServerData = {
  id: "verl",
  title: "verl",
  version: "0.9.1",
  partsText: false,
  dialects: {
    hermes: [
      {
        parser: "hermes",
        calls: {
          kind: "blocks",
          open: "<tool_call>",
          close: "</tool_call>",
          unclosed: "lost",
          body: { kind: "json", arguments: ["arguments"], required: true, lists: false },
          failure: "skipped",
          knownOnly: false,
          content: "outside",
          noBlockIsText: true,
        },
      },
    ],
    "qwen-xml": [
      {
        parser: "qwen3_coder",
        calls: {
          kind: "blocks",
          open: "<tool_call>",
          close: "</tool_call>",
          unclosed: "read",
          body: {
            kind: "functions",
            open: "<function=",
            nameEnd: ">",
            close: "</function>",
            unclosed: "read",
            nameless: "fails",
            trimName: false,
            parameters: {
              head: { mark: "<parameter=", ends: [{ text: ">" }] },
              close: /<\/parameter>/g,
              toEnd: true,
              trimName: false,
              trimValue: "line",
            },
            typing: "written-type",
          },
          failure: "all-lost",
          knownOnly: false,
          content: { before: ["<tool_call>"] },
          noBlockIsText: true,
        },
      },
    ],
    "seed-oss": [
      {
        parser: "seed",
        calls: {
          kind: "blocks",
          open: "<seed:tool_call>",
          close: "</seed:tool_call>",
          unclosed: "lost",
          body: {
            kind: "functions",
            open: "<function=",
            nameEnd: ">",
            close: "</function>",
            unclosed: "lost",
            nameless: "skipped",
            trimName: true,
            nameWithout: "\n",
            first: true,
            parameters: {
              head: { mark: "<parameter=", ends: [{ text: ">" }], without: "\n" },
              close: /<\/parameter>/g,
              toEnd: false,
              trimName: true,
              trimValue: "nothing",
            },
            typing: "json",
          },
          failure: "skipped",
          knownOnly: false,
          content: { before: ["<seed:tool_call>"] },
          noBlockIsText: true,
        },
      },
    ],
    "glm-4.5": [{ parser: "glm", calls: pairs() }],
    "glm-4.7": [{ parser: "glm", calls: pairs() }],
    "kimi-k2": [{ parser: "kimi", calls: { kind: "own", read: "kimi-by-guess" } }],
    "deepseek-v4": [
      {
        parser: "deepseek_v4",
        calls: {
          kind: "blocks",
          open: "<｜DSML｜tool_calls>",
          close: "</｜DSML｜tool_calls>",
          unclosed: "lost",
          body: {
            kind: "functions",
            open: '<｜DSML｜invoke name="',
            nameEnd: '">',
            close: "</｜DSML｜invoke>",
            unclosed: "lost",
            nameless: "skipped",
            trimName: false,
            parameters: {
              head: {
                mark: '<｜DSML｜parameter name="',
                ends: [
                  { text: '" string="true">', flag: "true" },
                  { text: '" string="false">', flag: "false" },
                ],
              },
              close: /<\/｜DSML｜parameter>/g,
              toEnd: false,
              trimName: false,
              trimValue: "nothing",
            },
            typing: "flag",
          },
          failure: "skipped",
          knownOnly: false,
          content: { before: ["<｜DSML｜tool_calls>"] },
          noBlockIsText: true,
        },
      },
    ],
    "minimax-m2": [
      {
        parser: "minimax",
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
            unclosed: "lost",
            nameless: "skipped",
            trimName: true,
            nameWithout: '"',
            parameters: {
              head: { pattern: /<parameter name="(?<name>[^"]+)">/g },
              close: /<\/parameter>/g,
              toEnd: false,
              trimName: true,
              trimValue: "nothing",
            },
            typing: "json",
          },
          failure: "skipped",
          knownOnly: false,
          content: { before: ["<minimax:tool_call>"] },
          noBlockIsText: true,
        },
      },
    ],
    gemma4: [{ parser: "gemma4", calls: { kind: "own", read: "flat-braces" } }],
    harmony: [{ parser: "gpt-oss", calls: { kind: "own", read: "harmony-by-start" } }],
  },
  none: [],
};

function pairs(): ServerData["dialects"][string][number]["calls"] {
  return {
    kind: "blocks",
    open: "<tool_call>",
    close: "</tool_call>",
    unclosed: "lost",
    body: { kind: "pairs", typing: "json", name: "trimmed-key", joint: /<\/arg_key>\s*<arg_value>/g },
    failure: "skipped",
    knownOnly: false,
    content: { before: ["<tool_call>"] },
    noBlockIsText: true,
  };
}

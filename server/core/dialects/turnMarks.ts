import type { Span } from "../text/span";
import { templateSource } from "./marks";

/** The role of a turn, in the words of chat templates. */
export type Speaker = "system" | "user" | "tool" | "assistant";

/** What begins a turn in a text, and whose it is. */
export interface TurnMark extends Span {
  readonly speaker: Speaker;
}

/** The words of chat templates for who speaks. */
const speakers: Readonly<Record<string, Speaker>> = {
  system: "system",
  developer: "system",
  user: "user",
  tool: "tool",
  observation: "tool",
  ipython: "tool",
  environment: "tool",
  function: "tool",
  assistant: "assistant",
  ai: "assistant",
  model: "assistant",
};

/** What stands before and behind such a word, by template; a line end may be the text's. */
const headers: readonly (readonly [before: string, behind: string])[] = [
  /* Qwen, LFM2, InternLM */ ["<|im_start|>", "\n"],
  /* Llama 3 */ ["<|start_header_id|>", "<|end_header_id|>"],
  /* Llama 4 */ ["<|header_start|>", "<|header_end|>"],
  /* Granite */ ["<|start_of_role|>", "<|end_of_role|>"],
  /* MiniMax */ ["]~b]", "\n"],
  /* Seed */ ["<seed:bos>", "\n"],
  /* Gemma */ ["<|turn>", "\n"],
  /* Gemma 3 */ ["<start_of_turn>", "\n"],
];

/** Marks that name who speaks by themselves; `{name}` is any word. */
const marks: Readonly<Record<string, Speaker>> = {
  /* Kimi */
  "<|im_system|>system<|im_middle|>": "system",
  "<|im_system|>{name}<|im_middle|>": "tool",
  "<|im_user|>{name}<|im_middle|>": "user",
  "<|im_assistant|>{name}<|im_middle|>": "assistant",
  /* DeepSeek */
  "<｜User｜>": "user",
  "<｜Assistant｜>": "assistant",
  /* GLM, Phi */
  "<|system|>": "system",
  "<|user|>": "user",
  "<|observation|>": "tool",
  "<|tool|>": "tool",
  "<|assistant|>": "assistant",
  /* Mistral */
  "[INST]": "user",
  "[/INST]": "assistant",
  /* Cohere: results stand in the system's turns */
  "<|START_OF_TURN_TOKEN|><|SYSTEM_TOKEN|>": "tool",
  "<|START_OF_TURN_TOKEN|><|USER_TOKEN|>": "user",
  "<|START_OF_TURN_TOKEN|><|CHATBOT_TOKEN|>": "assistant",
};

const words = Object.keys(speakers).join("|");
const alternatives = [
  ...headers.map(([before, behind], i) => {
    const close = behind === "\n" ? "[ \\t]*(?:\\r?\\n|$)" : templateSource(behind);
    return `${templateSource(before)}(?<word${i}>${words})${close}`;
  }),
  ...Object.keys(marks).map((mark, i) => `(?<mark${i}>${templateSource(mark).replaceAll(/\((?!\?)/g, "(?:")})`),
];
const anyMark = new RegExp(alternatives.join("|"), "g");

/** A text without any of these has no such mark; most have none. */
const anyStart =
  /<\|(?:im_|start_|header_|turn>|system\||user\||observation\||tool\||assistant\||START_OF_TURN)|<｜User｜>|<seed:bos>|<start_of_turn>|\]~b\]|\[INST\]/;

/**
 * The special tokens of chat templates that begin turns, in the order of the text. One that stands in prose, or at the
 * text's very end, where it only ends the turn before it, is none.
 */
export function turnMarksIn(text: string): TurnMark[] {
  if (!anyStart.test(text)) return lostMarksIn(text);
  return [...text.matchAll(anyMark)].flatMap((match) => {
    const start = match.index;
    const end = start + match[0].length;
    const [name, found] =
      Object.entries(match.groups ?? {}).find(([, value]) => (value as unknown) !== undefined) ?? [];
    const speaker =
      name?.startsWith("mark") === true
        ? Object.values(marks)[Number(name.slice("mark".length))]
        : speakers[found ?? ""];
    const isMeant = start === 0 || !/[ \t'"`(]/.test(text.charAt(start - 1));
    return speaker === undefined || !isMeant || text.slice(end, end + 1000).trim() === ""
      ? []
      : [{ start, end, speaker }];
  });
}

/**
 * Words of templates whose special tokens are gone, so that they stick to the text before them: Llama's `ipython`, and
 * Kimi's `tool## Return of functions.N:0`.
 */
function lostMarksIn(text: string): TurnMark[] {
  const pattern = lost.find(({ tool }) => tool.test(text))?.all;
  if (pattern === undefined) return [];
  return [...text.matchAll(pattern)].map((match) => {
    const [word, tool] = match;
    const speaker = tool === undefined ? "assistant" : "tool";
    return { start: match.index, end: match.index + word.length, speaker };
  });
}

const lost: readonly { readonly tool: RegExp; readonly all: RegExp }[] = [
  { tool: /[}\]>]ipython\n\n/, all: /(?<=[}\]>])(ipython)\n\n|(?<=\S)assistant\n\n/g },
  {
    tool: /<\|tool_calls_section_end\|>\w{1,60}## Return of /,
    all: /(?<=<\|tool_calls_section_end\|>)(\w{1,60})(?=## Return of )|(?<=\S)assistant(?=<think>|<\|tool_calls_section_begin\|>)/g,
  },
];

import { chainsIn } from "../bodies/headed";
import { isDict, loads, rawDecode } from "../values/python";
import { isKnown } from "../values/schema";
import { behind, cause, draft, isOpen, leadingName, risk, upTo, type Streamed } from "./cause";

/** Dialects whose calls are JSON: broken or cut calls arrive fixed. */

const block = "<tool_call>";

/** Hermes: the block is read as it arrives, from the part of an object that is there. */
export const hermes = [
  draft(block, (body) => leadingName(body) !== undefined),
  cause("a list in a block is not read", ({ rest }) =>
    behind(rest, `${block}\n`).some((body) => body.trimStart().startsWith("[") && body.includes("\n</tool_call>")),
  ),
  cause("a block that is broken, cut or not closed arrives fixed", ({ rest, tools }) =>
    behind(rest, `${block}\n`).some((body) => isKnown(tools, leadingName(body)) && !isWholeBlock(body)),
  ),
];

function isWholeBlock(body: string): boolean {
  const end = body.indexOf("\n</tool_call>");
  const value = end < 0 ? undefined : loads(body.slice(0, end));
  return isDict(value) && (value.has("arguments") || value.has("parameters"));
}

const kimiHead = /^[\s\w.]*:\d+\s*<\|tool_call_argument_begin\|>\s*\{/;

export const kimi = [
  draft("<|tool_call_begin|>", (body) => kimiHead.test(body)),
  cause(
    "a call without its section is read",
    ({ rest }) =>
      !rest.includes("<|tool_calls_section_begin|>") &&
      kimiCalls(rest).some((body) => body.includes("<|tool_call_end|>")),
  ),
  cause("a call that is not closed arrives with what stands behind it", ({ rest }) =>
    kimiCalls(rest).some((body) => !body.includes("<|tool_call_end|>")),
  ),
];

function kimiCalls(text: string): string[] {
  return behind(text, "<|tool_call_begin|>").filter((body) => kimiHead.test(body));
}

const callOpen = "<｜tool▁call▁begin｜>";
const callEnd = "<｜tool▁call▁end｜>";
const separator = "<｜tool▁sep｜>";

function deepseekCalls({ rest }: Streamed): string[] {
  return rest.includes("<｜tool▁calls▁begin｜>") ? behind(rest, callOpen) : [];
}

const fence = "\n```json\n";

export const deepseekV3 = [
  cause("a tool that is not listed is called", (streamed) =>
    deepseekCalls(streamed).some((body) => {
      const name = upTo(behind(body, separator)[0] ?? "", fence);
      return body.includes(fence) && body.includes(`\n\`\`\`${callEnd}`) && !isKnown(streamed.tools, name);
    }),
  ),
  cause("a call that is not closed is read", (streamed) =>
    deepseekCalls(streamed).some((body) => body.includes(fence) && !body.includes(callEnd)),
  ),
  risk("two calls run together", ({ reading }) => reading.calls.length > 1),
];

export const deepseekV31 = [
  cause("a tool that is not listed is called, and arguments that are no JSON are passed on", (streamed) =>
    deepseekCalls(streamed).some((body) => {
      const [name = "", args] = upTo(body, callEnd).split(separator);
      if (args === undefined || !body.includes(callEnd)) return false;
      return !isKnown(streamed.tools, name) || loads(args) === undefined;
    }),
  ),
];

const listOpen = "[TOOL_CALLS] [";

export const mistral = [
  cause("only the first call of a list is read", ({ rest, reading }) => {
    return rest.includes(listOpen) && reading.calls.length > 1;
  }),
  cause("a second list is read, too", ({ rest }) => behind(rest, listOpen).length > 1),
  cause(
    "a list that cannot be read arrives as a call",
    ({ rest, tools, reading }) =>
      reading.calls.length === 0 && behind(rest, listOpen).some((body) => isKnown(tools, leadingName(body))),
  ),
];

export const llama = [
  cause("a call behind prose is read", ({ text, reading, tools }) => {
    const start = text.indexOf("{");
    return (
      reading.calls.length === 0 &&
      start > 0 &&
      text[start - 1] === "\n" &&
      isKnown(tools, leadingName(text.slice(start))) &&
      rawDecode(text, start) !== undefined
    );
  }),
  cause("a call that does not end is fixed", ({ text, reading, tools }) => {
    return reading.calls.length === 0 && text.startsWith("{") && isKnown(tools, leadingName(text));
  }),
  cause("a call behind a newline is lost where several tokens arrive at once", ({ text, reading }) => {
    const first = reading.calls.length > 1 && text.startsWith("{") ? rawDecode(text, 0) : undefined;
    return first !== undefined && text[first.end] === "\n";
  }),
];

const commentary = /<\|channel\|>commentary to=(?:functions\.)?([\w.]+)\s*<\|constrain\|>json<\|message\|>/;

export const harmony = [
  cause("a call without <|start|>assistant is read", ({ text, reading, tools }) => {
    const name = commentary.exec(text)?.[1];
    return (
      reading.calls.length === 0 &&
      !text.includes("<|start|>assistant<|channel|>commentary") &&
      text.includes("<|call|>") &&
      isKnown(tools, name)
    );
  }),
  cause("a channel that is misspelled hides its call", ({ text, reading }) => {
    return reading.calls.length > 0 && /<\|channel\|>commentary[^\s<]/.test(text);
  }),
];

export const cohereTwice = cause("two calls of one tool run together", ({ text }) => {
  const list = chainsIn(text, ["<|START_ACTION|>", "<|END_ACTION|>"])[0]?.[0] ?? "";
  const names = [...list.matchAll(/"tool_name"\s*:\s*"([^"]*)"/g)].map(([, name]) => name);
  return new Set(names).size < names.length;
});

const inklingCall = "<|content_invoke_tool_json|>";

export const inklingOpen = cause("a message without its end is no call", ({ text }) => {
  const start = text.lastIndexOf(inklingCall);
  const read = start < 0 ? undefined : rawDecode(text, start + inklingCall.length);
  return read !== undefined && isOpen(text, start, "<|end_message|>");
});

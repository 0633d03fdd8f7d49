import { braceEnd } from "../bodies/braces";
import { chainsIn } from "../bodies/headed";
import { keyOpen, pairsIn } from "../bodies/pairs";
import { isDict, loads, rawDecode } from "../values/python";
import { isKnown, mainType, propertyOf } from "../values/schema";
import { behind, cause, cutValue, leadingName, risk, type Cause, type Streamed } from "./cause";

/** SGLang 0.5.23: what stands in reasoning runs, what is missing is not missed, and what is broken is mended. */

/** A call in reasoning that is closed: not streamed it stays there. */
function draft(open: string, isCall: (behindIt: string) => boolean): Cause {
  return cause("a call that is drafted or mentioned in the reasoning runs", ({ reasoning }) =>
    behind(reasoning, open).some(isCall),
  );
}

function upTo(text: string, close: string): string {
  const at = text.indexOf(close);
  return at < 0 ? text : text.slice(0, at);
}

const block = "<tool_call>";

/** Hermes: the block is read as it comes, by what stands of an object. */
const hermes = [
  draft(block, (body) => leadingName(body) !== undefined),
  cause("a list in a block is not read", ({ rest }) =>
    behind(rest, `${block}\n`).some((body) => body.trimStart().startsWith("[") && body.includes("\n</tool_call>")),
  ),
  cause("a block that is broken, cut or not closed arrives mended", ({ rest, tools }) =>
    behind(rest, `${block}\n`).some((body) => isKnown(tools, leadingName(body)) && !isWholeBlock(body)),
  ),
];

function isWholeBlock(body: string): boolean {
  const end = body.indexOf("\n</tool_call>");
  const value = end < 0 ? undefined : loads(body.slice(0, end));
  return isDict(value) && (value.has("arguments") || value.has("parameters"));
}

const functionOpen = "<function=";

const qwen = [
  draft(block, (body) => body.trimStart().startsWith(functionOpen)),
  cause("a function outside a block, or mentioned, is called", ({ rest }) => {
    const [lead = ""] = rest.split(block);
    return lead.includes(functionOpen) && lead.includes(">", lead.indexOf(functionOpen));
  }),
  cause("a function that is not closed arrives without its end", ({ rest }) =>
    behind(rest, functionOpen).some((body) => body.includes(">") && !body.includes("</function>")),
  ),
  cause("the block's closer within a value cuts nothing off", ({ rest }) =>
    behind(rest, functionOpen).some((body) => upTo(body, "</function>").includes("</tool_call>")),
  ),
];

/** GLM: `name` is what the parser that does not stream takes for the name; undefined where it takes none. */
function glm(nameOf: (body: string) => string | undefined): readonly Cause[] {
  const bodies = ({ rest }: Streamed) => behind(rest, block);
  const whole = (streamed: Streamed) => bodies(streamed).filter((body) => body.includes("</tool_call>"));
  return [
    draft(block, () => true),
    cause("a tool that is not listed is called", (streamed) =>
      whole(streamed).some((body) => {
        const name = nameOf(upTo(body, "</tool_call>"));
        return name !== undefined && name !== "" && !isKnown(streamed.tools, name);
      }),
    ),
    cause("a key or value whose tags are not whole is read otherwise", (streamed) =>
      whole(streamed).some((body) => {
        const inner = upTo(body, "</tool_call>");
        const last = inner.lastIndexOf("<arg_value>");
        return pairsOf(inner).some(({ key }) => key.includes("</arg_key>")) || isOpen(inner, last, "</arg_value>");
      }),
    ),
    cause("a block that is not closed is read", (streamed) =>
      bodies(streamed).some((body) => !body.includes("</tool_call>") && body.includes(keyOpen)),
    ),
    cause("quotes around a string stay on it", (streamed) =>
      whole(streamed).some((body) => {
        const inner = upTo(body, "</tool_call>");
        const name = nameOf(inner)?.trim() ?? "";
        return pairsOf(inner).some(
          ({ key, text }) =>
            mainType(propertyOf(streamed.tools, name, key)) === "string" &&
            /^(["']).*\1$/s.test(text) &&
            text.length > 1,
        );
      }),
    ),
  ];
}

function isOpen(text: string, start: number, close: string): boolean {
  return start >= 0 && !text.includes(close, start);
}

function pairsOf(inner: string): ReturnType<typeof pairsIn> {
  return pairsIn(inner, { joint: /<\/arg_key>(?:\\n|\s)*<arg_value>/g });
}

const kimiHead = /^[\s\w.]*:\d+\s*<\|tool_call_argument_begin\|>\s*\{/;

const kimi = [
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

const deepseekV3 = [
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

const deepseekV31 = [
  cause("a tool that is not listed is called, and arguments that are no JSON are passed on", (streamed) =>
    deepseekCalls(streamed).some((body) => {
      const [name = "", args] = upTo(body, callEnd).split(separator);
      if (args === undefined || !body.includes(callEnd)) return false;
      return !isKnown(streamed.tools, name) || loads(args) === undefined;
    }),
  ),
];

const invokeName = /<(?:｜DSML｜)?invoke\s+name="([^"<]*)"\s*>/g;

const deepseekV32 = [
  cause(
    "a tool that is not listed is called",
    ({ rest, tools }) =>
      /<\/(?:｜DSML｜)?invoke>/.test(rest) && [...rest.matchAll(invokeName)].some(([, name]) => !isKnown(tools, name)),
  ),
  cause(
    "a section that is not closed is read",
    ({ rest }) =>
      /<(?:｜DSML｜)?(?:function|tool)_calls>/.test(rest) &&
      !/<\/(?:｜DSML｜)?(?:function|tool)_calls>/.test(rest) &&
      /<\/(?:｜DSML｜)?invoke>/.test(rest),
  ),
];

const invokeOpen = '<invoke name="';
const sectionOpen = "<minimax:tool_call>";

const minimaxM2 = [
  cause("a section that is not closed is read", ({ rest, tools }) => {
    const body = rest.slice(rest.lastIndexOf(sectionOpen));
    const name = upTo(behind(body, invokeOpen)[0] ?? "", '"');
    return isOpen(rest, rest.lastIndexOf(sectionOpen), "</minimax:tool_call>") && isKnown(tools, name);
  }),
  cause("an argument that is not closed is lost", ({ rest, tools }) =>
    minimaxCalls(rest).some(({ name, body }) => {
      return isKnown(tools, name) && isOpen(body, body.lastIndexOf("<parameter name="), "</parameter>");
    }),
  ),
  cause("newlines around a value stay in it", ({ rest, tools }) =>
    minimaxCalls(rest).some(({ name, body }) =>
      chainsIn(body, ['<parameter name="', '">', "</parameter>"]).some(([key = "", value = ""]) => {
        return isKnown(tools, name) && /^\n|\n$/.test(value) && isText(mainType(propertyOf(tools, name, key.trim())));
      }),
    ),
  ),
];

function isText(type: string | undefined): boolean {
  return type === undefined || type === "string";
}

function minimaxCalls(rest: string): { name: string; body: string }[] {
  const sections = behind(rest, sectionOpen).filter((section) => section.includes("</minimax:tool_call>"));
  return sections
    .flatMap((section) => behind(upTo(section, "</minimax:tool_call>"), invokeOpen))
    .map((body) => ({ name: upTo(body, '"').trim(), body: upTo(body, "</invoke>") }));
}

const gemmaOpen = "<|tool_call>call:";

const gemma = [
  cause("calls come in the order of the tools, and those of one tool run together", ({ reading, tools }) => {
    const places = reading.calls.map(({ name }) => tools.findIndex((tool) => tool.name === name));
    return places.some((place, index) => index > 0 && place <= (places[index - 1] ?? -1));
  }),
  cause("a call whose braces do not close arrives without arguments", ({ rest }) =>
    gemmaBodies(rest).some(({ body, isClosed }) => isClosed && braceEnd(body) === undefined),
  ),
  cause("a call that is not closed is read", ({ rest }) =>
    gemmaBodies(rest).some(({ body, isClosed }) => !isClosed && braceEnd(body) !== undefined),
  ),
];

function gemmaBodies(rest: string): { body: string; isClosed: boolean }[] {
  return behind(rest, gemmaOpen)
    .filter((call) => upTo(call, "<tool_call|>").includes("{"))
    .map((call) => ({
      body: upTo(call, "<tool_call|>").slice(call.indexOf("{") + 1),
      isClosed: call.includes("<tool_call|>"),
    }));
}

const listOpen = "[TOOL_CALLS] [";

const mistral = [
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

const llama = [
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
  cause("a call that does not end is mended", ({ text, reading, tools }) => {
    return reading.calls.length === 0 && text.startsWith("{") && isKnown(tools, leadingName(text));
  }),
  cause("a call behind a newline is lost where several tokens arrive at once", ({ text, reading }) => {
    const first = reading.calls.length > 1 && text.startsWith("{") ? rawDecode(text, 0) : undefined;
    return first !== undefined && text[first.end] === "\n";
  }),
];

const commentary = /<\|channel\|>commentary to=(?:functions\.)?([\w.]+)\s*<\|constrain\|>json<\|message\|>/;

const harmony = [
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

const cohereTwice = cause("two calls of one tool run together", ({ text }) => {
  const list = chainsIn(text, ["<|START_ACTION|>", "<|END_ACTION|>"])[0]?.[0] ?? "";
  const names = [...list.matchAll(/"tool_name"\s*:\s*"([^"]*)"/g)].map(([, name]) => name);
  return new Set(names).size < names.length;
});

const hunyuanName = /<tool_call(?::\w+)?>([^<\n]*)/g;

const hunyuan = [
  draft("<tool_calls", (body) => body.includes("<tool_call")),
  cause(
    "a tool that is not listed is called",
    ({ text, tools }) =>
      text.includes("</tool_call") &&
      [...text.matchAll(hunyuanName)].some(([, name = ""]) => !isKnown(tools, name.trim())),
  ),
  cutValue,
];

const inklingCall = "<|content_invoke_tool_json|>";

const inklingOpen = cause("a message without its end is no call", ({ text }) => {
  const start = text.lastIndexOf(inklingCall);
  const read = start < 0 ? undefined : rawDecode(text, start + inklingCall.length);
  return read !== undefined && isOpen(text, start, "<|end_message|>");
});

const kimiK3Draft = cause("calls behind a draft run, too", ({ text }) => {
  return behind(text, "<|open|>tools<|sep|>").filter((section) => section.includes("<|open|>call ")).length > 1;
});

const lfmTwice = cause("two blocks run together", ({ text }) => behind(text, "<|tool_call_start|>").length > 1);

const mark = "]<]minimax[>[";

const minimaxM3 = [
  cause(
    "a tool that is not listed is called",
    ({ rest, tools }) =>
      rest.includes(`${mark}</invoke>`) &&
      behind(rest, `${mark}<invoke name="`).some((body) => !isKnown(tools, upTo(body, '"'))),
  ),
  cause(
    "a section that is not closed is read",
    ({ rest }) =>
      isOpen(rest, rest.lastIndexOf(`${mark}<tool_call>`), `${mark}</tool_call>`) && rest.includes(`${mark}</invoke>`),
  ),
  cause("what stands behind a tag that does not close gets into its value", ({ rest }) =>
    behind(rest, `${mark}<invoke name="`).some((body) => !isPaired(upTo(body, `${mark}</invoke>`))),
  ),
];

function isPaired(body: string): boolean {
  const open: string[] = [];
  for (const tag of behind(body, `${mark}<`)) {
    const name = upTo(tag, ">");
    if (!name.startsWith("/")) open.push(name);
    else if (open.pop() !== name.slice(1)) return false;
  }
  return open.length === 0;
}

export const sglangStreaming: Readonly<Record<string, readonly Cause[]>> = {
  hermes,
  "qwen-xml": qwen,
  "glm-4.5": glm((inner) => {
    const line = /\\n|\n/.exec(inner);
    return line === null ? undefined : inner.slice(0, line.index);
  }),
  "glm-4.7": glm((inner) => upTo(inner, keyOpen)),
  "kimi-k2": kimi,
  "deepseek-v3": deepseekV3,
  "deepseek-v3.1": deepseekV31,
  "deepseek-v3.2": deepseekV32,
  "deepseek-v4": [],
  "deepseek-v4.1": [],
  "minimax-m2": minimaxM2,
  gemma4: gemma,
  mistral,
  "mistral-list": mistral,
  "llama-json": llama,
  pythonic: [],
  harmony,
  lfm2: [lfmTwice],
  cohere: [cohereTwice],
  "hy-v3": hunyuan,
  inkling: [inklingOpen],
  "kimi-k3": [kimiK3Draft],
  "minimax-m3": minimaxM3,
};

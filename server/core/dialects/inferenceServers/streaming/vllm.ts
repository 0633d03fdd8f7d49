import { chainsIn } from "../bodies/headed";
import { loads, rawDecode } from "../values/python";
import { behind, cause, cutValue, hasName, leadingName, risk, type Cause } from "./cause";

/** vLLM 0.33: a broken or cut call arrives with broken arguments; some parsers also garble clean texts. */

const brokenBlock = cause(
  "a block that cannot be read arrives as a call with broken arguments",
  ({ rest, reading }) => {
    const blocks = behind(rest, "<tool_call>");
    return blocks.length > 0 && reading.calls.length === 0 && hasName(blocks.join(""));
  },
);

/**
 * A value that does not close: without streaming it is lost; with streaming its key and the part that arrived have
 * already been sent.
 */
function openValue(bodies: (rest: string) => string[], head: RegExp, close: string): Cause {
  return cause("an argument that is not closed arrives with what there is of it", ({ rest }) =>
    bodies(rest).some((body) => {
      const last = [...body.matchAll(head)].at(-1);
      return last !== undefined && !body.includes(close, last.index);
    }),
  );
}

function upTo(open: string, ...closes: readonly string[]): (rest: string) => string[] {
  return (rest) =>
    behind(rest, open).map((body) => {
      const ends = closes.map((close) => body.indexOf(close)).filter((at) => at >= 0);
      return ends.length === 0 ? body : body.slice(0, Math.min(...ends));
    });
}

const functionName = /<function=([^<>]*)>/g;

const paddedName = cause("spaces around a tool's name stay in it", ({ rest }) =>
  [...rest.matchAll(functionName)].some(([, name = ""]) => name !== name.trim()),
);

const openParameter = openValue(upTo("<function=", "</function>"), /<parameter=[^<>]+>/g, "</parameter>");
const openPair = openValue(upTo("<tool_call>", "</tool_call>"), /<\/arg_key>\s*<arg_value>/g, "</arg_value>");

const empty = cause("empty arguments arrive as an empty text", ({ reading }) =>
  reading.calls.some((call) => call.arguments === "{}"),
);

/** The objects of Llama's text, with the text between them. */
function objectsIn(text: string): { values: number; between: string[]; ends: boolean } {
  const between: string[] = [];
  let at = 0;
  let values = 0;
  while (text[at] === "{") {
    const read = rawDecode(text, at);
    if (read === undefined) return { values, between, ends: false };
    values++;
    const next = text.indexOf("{", read.end);
    if (next < 0) break;
    between.push(text.slice(read.end, next));
    at = next;
  }
  return { values, between, ends: true };
}

const pythonTag = "<|python_tag|>";

const objects = [
  cause("prose before a call, or a list, hides it", ({ text, reading }) => {
    const start = text.trimStart();
    return reading.calls.length > 0 && !start.startsWith("{") && !start.startsWith(pythonTag);
  }),
  cause("a call behind a newline is lost", ({ text, reading }) => {
    const { between } = objectsIn(text.trimStart().replace(pythonTag, ""));
    return reading.calls.length > 1 && between.some((piece) => !piece.includes(";"));
  }),
  cause("any object with a name is a call", ({ text, reading }) => {
    const name = leadingName(text.trimStart().replace(pythonTag, ""));
    return reading.calls.length === 0 && name !== undefined && name !== "";
  }),
  empty,
];

const listHead = /^\[\s*[A-Za-z_][\w.]*\(/;

const looseList = cause("a list is read that is not alone or not whole", ({ text, reading }) => {
  return reading.calls.length === 0 && listHead.test(text);
});

const mistral = [
  cause("a call that is written or mentioned in the reasoning takes the reasoning's end into itself", ({ text }) => {
    const end = text.indexOf("[/THINK]");
    return text.lastIndexOf("[TOOL_CALLS]", Math.max(0, end)) >= 0 && end > text.indexOf("[TOOL_CALLS]");
  }),
  cause("what stands behind the arguments arrives as a part of them", ({ rest }) =>
    behind(rest, "[TOOL_CALLS]").some((call) => {
      const start = call.indexOf("{");
      const read = start < 0 ? undefined : rawDecode(call, start);
      return read !== undefined && call.slice(read.end).replace("</s>", "").trim() !== "";
    }),
  ),
  cause("marks get into name and arguments where several tokens arrive at once", ({ rest }) =>
    behind(rest, "[TOOL_CALLS]").some((call) => call.includes("[CALL_ID]")),
  ),
];

const mistralList = [
  cause("a list that cannot be read arrives as a call with broken arguments", ({ text, reading }) => {
    return text.includes("[TOOL_CALLS]") && reading.calls.length === 0 && hasName(text);
  }),
  cause("a second list runs into the first where several tokens arrive at once", ({ text }) => {
    return behind(text, "[TOOL_CALLS]").length > 1;
  }),
];

const headOnly = cause("a call without its arguments' mark arrives with empty arguments", ({ rest }) =>
  behind(rest, "<|tool_call_begin|>").some((call) => {
    const head = call.slice(0, Math.max(0, call.indexOf("<|tool_call_end|>")));
    return !head.includes("<") && /:\d/.test(head);
  }),
);

const deepseekCalls = "<｜tool▁call▁begin｜>";

/** Chunks of several tokens: the chunk with a call's end cuts off the text before that end. */
const shortCut = cause("empty arguments arrive as an empty text where several tokens arrive at once", ({ reading }) =>
  reading.calls.some((call) => call.arguments === "{}"),
);

const brokenCall = cause("a call that cannot be read arrives with what there is of it", ({ rest, reading }) => {
  const begun = rest.includes("<｜tool▁calls▁begin｜>") ? behind(rest, deepseekCalls) : [];
  return begun.filter((call) => call.includes("<｜tool▁sep｜>")).length > reading.calls.length;
});

/**
 * With one call, it depends on how the text is divided into chunks; with several, at least one is almost always cut
 * off.
 */
const severalCut = cause("arguments are cut off where several tokens arrive at once", ({ reading }) => {
  const cuttable = reading.calls.filter((call) => !call.arguments.endsWith('"}'));
  return cuttable.length > 1;
});

const maybeCut = risk("arguments are cut off", ({ reading }) => {
  return reading.calls.some((call) => !call.arguments.endsWith('"}'));
});

const jambaCall = cause("even clean arguments arrive garbled", ({ text }) => {
  return text.includes("<tool_calls>") && hasName(text);
});

const xlamList = cause("the last call's arguments arrive twice", ({ text }) => {
  const calls = text.trimStart().startsWith("[") ? loads(text.trim()) : undefined;
  return Array.isArray(calls) && hasName(text);
});

const phiCall = cause("no call arrives at all", ({ text }) => {
  const [list] = chainsIn(text, ["functools[", "]"]);
  const calls = list === undefined ? undefined : loads(`[${list[0] ?? ""}]`);
  return Array.isArray(calls) && hasName(text);
});

const olmoProse = cause("prose before the calls hides them", ({ text }) => {
  return text.includes("<function_calls>") && !text.trimStart().startsWith("<function_calls>");
});

const escaped = /<escape>[^<]*<escape>/;

const gemmaFunction = [
  risk("calls behind the first lose arguments", ({ text }) => behind(text, "<start_function_call>").length > 1),
  cause("a call without a whole text between <escape> arrives with empty arguments", ({ text }) =>
    upTo("<start_function_call>call:", "<end_function_call>")(text).some((body) => !hasEscaped(body)),
  ),
  cause("nested values garble the arguments", ({ text }) =>
    upTo("<start_function_call>call:", "<end_function_call>")(text).some((body) => behind(body, "{").length > 1),
  ),
];

function hasEscaped(body: string): boolean {
  return escaped.test(body) || behind(body, "<escape>").length > 1;
}

const toUser = /\bto=user\s*$/;

const quotedInvoke = cause("a call that is quoted in the answer is no call", ({ text }) => {
  const pieces = text.split("<|message|>");
  return pieces.some((head, index) => {
    return toUser.test(head.slice(-40)) && pieces[index + 1]?.includes("<atem:invoke name=") === true;
  });
});

const openFunction = cause(
  "a function that is not closed arrives as a call where several tokens arrive at once",
  ({ text }) => {
    const start = text.lastIndexOf("<function name=");
    return start >= 0 && !text.includes("</function>", start);
  },
);

export const vllmStreaming: Readonly<Record<string, readonly Cause[]>> = {
  hermes: [brokenBlock],
  "qwen-xml": [openParameter, paddedName],
  "seed-oss": [openParameter, paddedName],
  "glm-4.5": [openPair],
  "glm-4.7": [openPair],
  "kimi-k2": [headOnly],
  "deepseek-v3": [brokenCall, shortCut, maybeCut],
  "deepseek-v3.1": [shortCut, severalCut, maybeCut],
  "deepseek-v3.2": [],
  "deepseek-v4": [],
  "deepseek-v4.1": [
    openValue(
      upTo("<｜DSML｜ invoke name=", "</｜DSML｜ invoke>"),
      /<｜DSML｜ parameter\s+name="[^"<]*"[^<>]*>/g,
      "</｜DSML｜ parameter>",
    ),
  ],
  "minimax-m2": [openValue(upTo("<invoke name=", "</invoke>"), /<parameter name=[^<>]*>/g, "</parameter>")],
  gemma4: [],
  mistral,
  "mistral-list": mistralList,
  "llama-json": objects,
  pythonic: [looseList],
  harmony: [],
  lfm2: [],
  olmo3: [olmoProse],
  jamba: [jambaCall],
  xlam: [xlamList],
  "phi-4-mini": [phiCall],
  functiongemma: gemmaFunction,
  "hy-v3": [cutValue],
  muse: [quotedInvoke],
  minicpm5: [openFunction],
};

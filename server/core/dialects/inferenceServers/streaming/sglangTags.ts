import { braceEnd } from "../bodies/braces";
import { chainsIn } from "../bodies/headed";
import { keyOpen, pairsIn } from "../bodies/pairs";
import { isKnown, mainType, propertyOf } from "../values/schema";
import { behind, cause, cutValue, draft, isOpen, upTo, type Cause, type Streamed } from "./cause";

/** Dialects whose arguments are in tags or braces: missing parts are accepted. */

const block = "<tool_call>";

const functionOpen = "<function=";

export const qwen = [
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

/**
 * GLM's causes. `nameOf` gives what the parser takes for the name when it does not stream; undefined if it takes none.
 */
export function glm(nameOf: (body: string) => string | undefined): readonly Cause[] {
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

function pairsOf(inner: string): ReturnType<typeof pairsIn> {
  return pairsIn(inner, { joint: /<\/arg_key>(?:\\n|\s)*<arg_value>/g });
}

const invokeName = /<(?:｜DSML｜)?invoke\s+name="([^"<]*)"\s*>/g;

export const deepseekV32 = [
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

export const minimaxM2 = [
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

export const gemma = [
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

const hunyuanName = /<tool_call(?::\w+)?>([^<\n]*)/g;

export const hunyuan = [
  draft("<tool_calls", (body) => body.includes("<tool_call")),
  cause(
    "a tool that is not listed is called",
    ({ text, tools }) =>
      text.includes("</tool_call") &&
      [...text.matchAll(hunyuanName)].some(([, name = ""]) => !isKnown(tools, name.trim())),
  ),
  cutValue,
];

export const kimiK3Draft = cause("calls behind a draft run, too", ({ text }) => {
  return behind(text, "<|open|>tools<|sep|>").filter((section) => section.includes("<|open|>call ")).length > 1;
});

export const lfmTwice = cause("two blocks run together", ({ text }) => behind(text, "<|tool_call_start|>").length > 1);

const mark = "]<]minimax[>[";

export const minimaxM3 = [
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

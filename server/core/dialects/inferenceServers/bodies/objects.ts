import type { DialectTool } from "../../dialect";
import { before } from "../blocks";
import { rawDecode, type PyValue } from "../values/python";
import type { ServerCall, ServerReading } from "../reader";
import { isKnown } from "../values/schema";
import { callsOf } from "./jsonCalls";

/** Llama's objects without a mark, as vLLM finds them: one at each brace; if one is no call, all are lost. */
export function braceObjects(text: string): ServerReading {
  const calls: ServerCall[] = [];
  for (let at = text.indexOf("{"); at >= 0;) {
    const read = rawDecode(text, at);
    const found =
      read === undefined
        ? undefined
        : callsOf(read.value, { arguments: ["arguments", "parameters"], required: true, lists: false });
    if (read === undefined || found === undefined) {
      return { calls: [], content: text, error: "what a brace opens is no call" };
    }
    calls.push(...found);
    at = text.indexOf("{", read.end);
  }
  return calls.length > 0 ? { calls } : { calls, content: text };
}

const tag = "<|python_tag|>";
const opener = '{"name":';

/** The same as SGLang finds them: at the text's start or behind the tag, with one character between two. */
export function leadingObjects(text: string, tools: readonly DialectTool[]): ServerReading {
  if (!text.includes(tag) && !text.startsWith("{")) return { calls: [], content: text };
  const lead = text.includes(tag) ? before(text, tag) : "";
  const written = text.includes(tag) ? text.slice(lead.length + tag.length) : text;
  const values: PyValue[] = [];
  // Bounds repeated reading, so that hostile text costs no more than a few times its length.
  let budget = 8 * written.length;
  let end = 0;
  for (let at = 0; at < written.length && budget >= 0;) {
    const read = rawDecode(written, at);
    budget -= (read?.end ?? written.length) - at;
    if (read === undefined) {
      at = written.indexOf(opener, at + 1);
      if (at < 0) break;
    } else {
      values.push(read.value);
      at = read.end + 1;
      end = at;
    }
  }
  if (values.length === 0) return { calls: [], content: text };
  const calls = values.flatMap(
    (value) => callsOf(value, { arguments: ["parameters", "arguments"], required: false, lists: false }) ?? [],
  );
  return { calls: calls.filter(({ name }) => isKnown(tools, name)), content: lead + written.slice(end).trim() };
}

import type { Part, PartRole, Turn } from "../../model/sample";
import { chatHeaders, chatMarks, type ChatMarks } from "../../text/chatMarks";
import { NextOccurrence } from "../../text/nextOccurrence";
import { turnRole } from "./turns";
import { slicePart } from "./derivedParts";

/** A turn's header in decoded text, and where its body begins. */
interface TurnHeader {
  readonly role: string;
  readonly start: number;
  readonly bodyStart: number;
}

/** How a chat template separates turns. `end` is the mark after a body; if there is none, a line end is dropped. */
interface Template {
  readonly header: RegExp;
  readonly end: string | undefined;
}

const marked: readonly Template[] = Object.values<ChatMarks>(chatMarks).map((marks) => ({
  header: chatHeaders(marks),
  end: marks.end,
}));

/** What chat templates write before the first turn. */
const preambles = Object.values<ChatMarks>(chatMarks).flatMap(({ preamble }) => (preamble === "" ? [] : [preamble]));

/** The headers if special tokens were skipped while decoding: only the role word is left, on its own line. */
const roleWord = /^(system|user|assistant|tool)(?:\r?\n|$)/gm;

/**
 * The turns of a prompt that is given as decoded text. If no chat template is recognised, the text is one turn of
 * unknown role.
 *
 * Text whose special tokens were skipped (verl's dumps) counts as a chat only if it begins with a role word's line and
 * ends in the assistant's: a prompt that merely holds the line "user" stays whole.
 */
export function promptTurns(part: Part): Turn[] {
  const { text } = part;
  const found = (lastHeaders?.text === text ? lastHeaders : (lastHeaders = headersOf(text))).found;
  if (found !== undefined) return turnsOf(part, found.headers, found.template);
  return text === "" ? [] : [turn("prompt", part, 0, text.length)];
}

interface PromptHeaders {
  readonly text: string;
  /** Undefined if no chat template is recognised. */
  readonly found: { readonly headers: readonly TurnHeader[]; readonly template: Template } | undefined;
}

/** Those of the last prompt: the rollouts of one prompt stand together. */
let lastHeaders: PromptHeaders | undefined;

function headersOf(text: string): PromptHeaders {
  for (const template of marked) {
    if (!text.includes(template.end ?? "")) continue;
    const headers = findHeaders(text, template.header);
    if (headers.length > 0) return { text, found: { headers, template } };
  }
  const headers = findHeaders(text, roleWord);
  const isChat =
    headers[0] !== undefined && text.slice(0, headers[0].start).trim() === "" && headers.at(-1)?.role === "assistant";
  const template = { header: roleWord, end: undefined };
  return { text, found: isChat && headers.length > 1 ? { headers, template } : undefined };
}

/** The turns of a whole conversation in decoded text with its special tokens; undefined if there are none. */
export function templatedTurns(part: Part): Turn[] | undefined {
  for (const template of marked) {
    const headers = findHeaders(part.text, template.header);
    if (headers.length > 0) return turnsOf(part, headers, template);
  }
  return undefined;
}

function findHeaders(text: string, header: RegExp): TurnHeader[] {
  return Array.from(text.matchAll(header), (match) => ({
    role: match[1] ?? "",
    start: match.index,
    bodyStart: match.index + match[0].length,
  }));
}

function turnsOf(part: Part, headers: readonly TurnHeader[], template: Template): Turn[] {
  const turns: Turn[] = [];
  const { text } = part;
  const preamble = text.slice(0, headers[0]?.start ?? 0);
  const written = preambles.reduce((rest, mark) => rest.replace(mark, ""), preamble);
  if (written.trim() !== "") turns.push(turn("prompt", part, 0, preamble.length));
  const marks = template.end === undefined ? undefined : new NextOccurrence(text, template.end);
  headers.forEach((header, i) => {
    const next = headers[i + 1]?.start ?? text.length;
    const isLast = i + 1 === headers.length;
    const end =
      marks === undefined
        ? bodyEnd(text, header.bodyStart, next, isLast)
        : Math.min(marks.from(header.bodyStart), next);
    // The last header is the generation prompt's. Any text after it opens the completion.
    if (isLast && text.slice(header.bodyStart, end).trim() === "") return;
    const made = turn(turnRole(header.role), part, header.bodyStart, end);
    turns.push(marks === undefined ? made : { ...made, marked: true });
  });
  return turns;
}

/** The end of a body: before the line end that precedes the next header. */
function bodyEnd(text: string, start: number, next: number, isLast: boolean): number {
  if (isLast || next <= start || text[next - 1] !== "\n") return next;
  return next - 1 > start && text[next - 2] === "\r" ? next - 2 : next - 1;
}

function turn(role: Turn["role"], part: Part, start: number, end: number): Turn {
  const partRole: PartRole = role;
  return { role, part: slicePart(part, partRole, start, Math.max(start, end)), decoded: part, calls: [] };
}

/** A turn of an agent loop's decoded output. */
export interface DecodedTurn {
  readonly role: "assistant" | "tool";
  readonly start: number;
  readonly end: number;
}

/**
 * A tool's answer in decoded text: the role word of the user or the tool on a line, followed by Qwen's tag if it is the
 * user's.
 */
const toolAnswer = /\n(?:user\r?\n(?=\s*<tool_response>)|tool\r?\n)/g;
/** The assistant's role word, alone on its line or at the end of the text. */
const assistantLine = /\nassistant(?:\r?\n|$)/g;

/** The opener of a tool's answer right behind the call that asked for it. */
const answerBehindCall = /(?<=<\/tool_call>)\s*<tool_response>/g;
const answerEnd = "</tool_response>";

/**
 * The turns of an agent loop's output. Tools' answers in it are marked by the chat template's headers; if special tokens
 * were skipped while decoding, by role words on their own lines; or only by their tags behind a call. Text in which
 * nothing of that occurs stays whole.
 */
export function decodedAnswer(text: string): readonly DecodedTurn[] {
  for (const template of marked) {
    const turns = turnsBetweenHeaders(text, template);
    if (turns !== undefined) return turns;
  }
  const turns = turnsBetweenWords(text);
  return turns.length > 1 ? turns : turnsBetweenAnswers(text);
}

/** Undefined if the environment speaks in no turn: headers alone may be the model's words. */
function turnsBetweenHeaders(text: string, { header, end }: Template): readonly DecodedTurn[] | undefined {
  if (end === undefined || !text.includes(end)) return undefined;
  const headers = findHeaders(text, header);
  if (!headers.some(({ role }) => role !== "assistant")) return undefined;
  const turns: DecodedTurn[] = [];
  const ends = new NextOccurrence(text, end);
  const add = (role: DecodedTurn["role"], start: number, next: number): void => {
    const stop = Math.min(ends.from(start), next);
    if (text.slice(start, stop).trim() !== "") turns.push({ role, start, end: stop });
  };
  add("assistant", 0, headers[0]?.start ?? text.length);
  headers.forEach(({ role, bodyStart }, i) => {
    add(role === "assistant" ? "assistant" : "tool", bodyStart, headers[i + 1]?.start ?? text.length);
  });
  return turns.some(({ role }) => role === "assistant") ? turns : undefined;
}

function turnsBetweenAnswers(text: string): readonly DecodedTurn[] {
  const turns: DecodedTurn[] = [];
  let start = 0;
  for (const { 0: opener, index } of text.includes(answerEnd) ? text.matchAll(answerBehindCall) : []) {
    // An opener within an answer is the tool's own text.
    if (index < start) continue;
    const closer = text.indexOf(answerEnd, index);
    if (closer < 0) break;
    turns.push({ role: "assistant", start, end: index });
    const end = closer + answerEnd.length;
    turns.push({ role: "tool", start: index + opener.length - opener.trimStart().length, end });
    start = text[end] === "\n" ? end + 1 : end;
  }
  if (start === 0 || text.slice(start).trim() !== "") turns.push({ role: "assistant", start, end: text.length });
  return turns;
}

/** Text in which the assistant does not speak again after a tool's answer stays whole. */
function turnsBetweenWords(text: string): readonly DecodedTurn[] {
  const turns: DecodedTurn[] = [];
  let start = 0;
  while (true) {
    toolAnswer.lastIndex = start;
    const tool = toolAnswer.exec(text);
    if (tool === null) break;
    assistantLine.lastIndex = tool.index + tool[0].length - 1;
    const next = assistantLine.exec(text);
    if (next === null) break;
    turns.push({ role: "assistant", start, end: tool.index });
    turns.push({ role: "tool", start: tool.index + tool[0].length, end: next.index });
    start = next.index + next[0].length;
  }
  turns.push({ role: "assistant", start, end: text.length });
  return turns;
}

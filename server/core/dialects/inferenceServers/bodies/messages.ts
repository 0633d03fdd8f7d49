import type { DialectTool } from "../../dialect";
import { blocksIn, outside } from "../blocks";
import { dumps, loads } from "../values/python";
import type { ServerCall, ServerReading } from "../reader";
import { isKnown } from "../values/schema";
import { chainsIn } from "./headed";

const marks = /<\|(?:start|channel|message|constrain|end|call|return)\|>/g;

/** A harmony message: the text before `<|message|>` and the text behind it. */
interface Message {
  readonly start: number;
  readonly end: number;
  /** Marks and words before the body. */
  readonly head: string;
  readonly body: string;
  /** The mark that ended it; undefined if another message began or the text ended. */
  readonly endedBy: string | undefined;
}

function messagesIn(text: string): Message[] {
  const messages: Message[] = [];
  let start = 0;
  let bodyStart: number | undefined;
  const close = (end: number, next: number, endedBy: string | undefined) => {
    const head = text.slice(start, bodyStart ?? end);
    const body = bodyStart === undefined ? "" : text.slice(bodyStart, end);
    if (end > start) messages.push({ start, end: next, head, body, endedBy });
    start = next;
    bodyStart = undefined;
  };
  for (const match of text.matchAll(marks)) {
    const mark = match[0];
    const end = match.index + mark.length;
    if (mark === "<|message|>") bodyStart ??= end;
    else if (mark === "<|end|>" || mark === "<|call|>" || mark === "<|return|>") close(match.index, end, mark);
    else if (mark === "<|start|>" || (mark === "<|channel|>" && bodyStart !== undefined)) {
      close(match.index, match.index, undefined);
    }
  }
  close(text.length, text.length, undefined);
  return messages;
}

const channelMark = "<|channel|>";

function channelOf({ head }: Message): string {
  const at = head.indexOf(channelMark);
  return at < 0 ? "" : (/^\w*/.exec(head.slice(at + channelMark.length))?.[0] ?? "");
}

const recipient = /\bto=([^\s<]+)/;

/** Harmony as vLLM reads it, with OpenAI's own parser: the addressee is called, wherever the head names it. */
export function byRecipient(text: string): ServerReading {
  if (!text.includes("<|message|>")) return { calls: [], content: text };
  const calls: ServerCall[] = [];
  const reasoning: string[] = [];
  const content: string[] = [];
  for (const message of messagesIn(text)) {
    const name = recipient.exec(message.head)?.[1];
    if (name !== undefined) {
      const value = loads(message.body);
      calls.push({
        name: name.split(".").at(-1) ?? name,
        arguments: value === undefined ? message.body : dumps(value),
      });
    } else if (channelOf(message) === "analysis") reasoning.push(message.body);
    else content.push(message.body);
  }
  return { calls, reasoning: joined(reasoning), content: joined(content) };
}

function joined(pieces: readonly string[]): string | undefined {
  return pieces.length === 0 ? undefined : pieces.join("\n");
}

const commentaryMark = "<|start|>assistant<|channel|>commentary";
const whole = /to=([a-zA-Z_][\w.]*)\s*<\|constrain\|>json<\|message\|>/;

/** Harmony as SGLang reads it: calls count only if some message begins with `<|start|>assistant`, on `commentary`. */
export function byCommentary(text: string, tools: readonly DialectTool[]): ServerReading {
  if (text.search(marks) < 0) return bareWords(text);
  const reasoning: string[] = [];
  const normal: string[] = [];
  const written: string[] = [];
  const kept: string[] = [];
  for (const message of messagesIn(text)) {
    const channel = channelOf(message);
    const isAddressed = message.head.slice(message.head.indexOf(channelMark)).includes(" to=");
    if (channel === "analysis" && !isAddressed) reasoning.push(message.body);
    else if (message.endedBy === "<|call|>") {
      const raw = text.slice(message.start, message.end);
      written.push(raw);
      kept.push(raw);
    } else if (!isAddressed) {
      normal.push(message.body);
      kept.push(message.body);
    }
  }
  // If the reader of calls finds none, it returns the text behind the reasoning as it is.
  if (!text.includes(commentaryMark)) return { calls: [], reasoning: joined(reasoning), content: kept.join("") };
  const calls = written.flatMap((raw) => wholeCall(raw) ?? []).filter(({ name }) => isKnown(tools, name));
  return { calls, reasoning: joined(reasoning), content: normal.join("") };
}

function wholeCall(raw: string): ServerCall | undefined {
  const head = whole.exec(raw);
  if (head === null) return undefined;
  const body = raw.slice(head.index + head[0].length, -"<|call|>".length);
  const value = body.trim() === "" ? new Map<string, never>() : loads(body);
  const name = head[1]?.split(".").at(-1) ?? "";
  return value === undefined ? undefined : { name, arguments: dumps(value) };
}

/** Texts that lost their special tokens: only words are left. */
function bareWords(text: string): ServerReading {
  const head = /^\s*(?:assistant\s*)?(?:analysis|commentary)/i.exec(text);
  const final = /assistantfinal/i.exec(text);
  if (head === null) {
    return { calls: [], content: final?.index === 0 ? text.slice(final[0].length) : text };
  }
  const said = text.slice(head[0].length, final?.index);
  return { calls: [], reasoning: said, content: final === null ? "" : text.slice(final.index + final[0].length) };
}

const analysisOpen = "<|channel|>analysis<|message|>";
const end = "<|end|>";

/**
 * Harmony as verl reads it: calls of `functions.` behind `<|start|>assistant` that are declared as JSON, on any
 * channel.
 */
export function byStart(text: string): ServerCall[] {
  let left = text;
  for (const open of [`<|start|>assistant${analysisOpen}`, analysisOpen]) {
    left = outside(left, blocksIn(left, open, end, "lost"));
  }
  const startMark = "<|start|>assistant<|channel|>";
  return chainsIn(left, [startMark, "<|constrain|>json<|message|>", "<|call|>"]).flatMap(
    ([written = "", body = ""]) => {
      // The nearest start counts: its head has no other mark.
      const started = written.lastIndexOf(startMark);
      const head = started < 0 ? written : written.slice(started + startMark.length);
      const at = head.lastIndexOf(recipientMark);
      const name = head.slice(at + recipientMark.length, -1);
      return at < 0 || head.includes("<") || !head.endsWith(" ") ? [] : [{ name, arguments: body }];
    },
  );
}

const recipientMark = " to=functions.";

import type { Span } from "../../text/span";
import { bodies } from "../bodies";
import { argumentsOfNode, jsonSyntax, readBodyJson, type BodyJson } from "../bodies/jsonBody";
import { callOf } from "../bodies/jsonCallObject";
import { makeCall, type Call } from "../call";
import type { JsonArgumentsData, MessagesData, MessageUse } from "../dialect";
import type { Marker } from "../marks";
import { turnsBetween } from "../turns";
import {
  fault,
  isListed,
  markerFrom,
  safely,
  skipSpace,
  skipSpaceBack,
  type Context,
  type Fault,
  type Frame,
} from "../reading";

/** A text that is a run of messages, each with a head: harmony, Muse, Inkling. */
export function readMessages(context: Context): Frame {
  return new MessagesReader(context, context.dialect.messages as MessagesData).read();
}

interface Token extends Span {
  readonly text: string;
  readonly kind: "start" | "other" | "head" | "end";
}

interface Message {
  /** The text before the head's mark. */
  readonly head: Span;
  readonly mark: Token;
  readonly body: Span;
  readonly closer: Token | undefined;
  /** Does another message begin before this one ends? */
  readonly open: boolean;
}

class MessagesReader {
  private readonly calls: Call[] = [];
  private readonly drafts: Call[] = [];
  private readonly faults: Fault[] = [];
  private readonly reasoning: Span[] = [];
  private readonly content: Span[] = [];
  /** Messages that are not the model's. */
  private readonly others: Span[] = [];
  private cut = false;

  constructor(
    private readonly context: Context,
    private readonly messages: MessagesData,
  ) {}

  read(): Frame {
    const { text, end } = this.context;
    const tokens = this.tokens();
    const found = this.split(tokens);
    if (found.length === 0 && !this.readLost()) this.content.push({ start: 0, end });
    for (const message of found) this.readMessage(message);
    return {
      reasoning: this.reasoning,
      content: this.content.filter((span) => text.slice(span.start, span.end).trim() !== ""),
      calls: this.calls,
      drafts: this.drafts,
      blocks: this.calls.map((call) => ({ span: call.outer, calls: [call] })),
      faults: this.faults,
      cut: this.cut,
      open: this.openEnd(tokens.at(-1), found.at(-1)),
      openedBy: this.reasoning.length > 0 ? "model" : undefined,
      turns: turnsBetween(this.others, text.length),
    };
  }

  /** What a turn does not end in: the head of a message, or of a last message that holds reasoning. */
  private openEnd(head: Token | undefined, last: Message | undefined): Span | undefined {
    const { text, end } = this.context;
    if (head?.kind === "start") return { start: head.start, end: head.end };
    if (last === undefined || last.closer !== undefined || this.reasoning.at(-1) !== last.body) return undefined;
    return last.body.end < end ? undefined : { start: skipSpaceHead(text, last.head), end: last.mark.end };
  }

  private tokens(): Token[] {
    const { text, end } = this.context;
    const { start, others, heads, ends } = this.messages;
    const kinds = new Map<string, Token["kind"]>([[start, "start"]]);
    if (others !== undefined) kinds.set(others, "other");
    for (const head of Object.keys(heads)) kinds.set(head, "head");
    for (const ender of ends) kinds.set(ender, "end");
    const pattern = new RegExp(
      [...kinds.keys()].map((token) => token.replace(/[|[\]\\^$.*+?(){}]/g, "\\$&")).join("|"),
      "g",
    );
    return [...text.matchAll(pattern)]
      .map((match) => ({
        start: match.index,
        end: match.index + match[0].length,
        text: match[0],
        kind: kinds.get(match[0]) as Token["kind"],
      }))
      .filter((token) => token.end <= end);
  }

  private split(tokens: readonly Token[]): Message[] {
    const { end } = this.context;
    const messages: Message[] = [];
    let headStart = 0;
    let mark: Token | undefined;
    let head: Span = { start: 0, end: 0 };
    let other: Token | undefined;
    for (const token of tokens) {
      if (token.kind === "head") {
        if (mark !== undefined) continue;
        mark = token;
        head = { start: headStart, end: token.start };
      } else {
        if (mark !== undefined) {
          const body = { start: mark.end, end: token.start };
          const closer = token.kind === "end" ? token : undefined;
          if (other !== undefined) this.others.push({ start: other.start, end: closer?.end ?? token.start });
          else messages.push({ head, mark, body, closer, open: closer === undefined });
        }
        mark = undefined;
        other = token.kind === "other" ? token : undefined;
        headStart = token.end;
      }
    }
    if (mark !== undefined && other !== undefined) this.others.push({ start: other.start, end });
    else if (mark !== undefined)
      messages.push({ head, mark, body: { start: mark.end, end }, closer: undefined, open: false });
    return messages;
  }

  private readMessage(message: Message): void {
    const { text, dialect } = this.context;
    const { head, mark, body } = message;
    const { channel, recipient } = this.readHead(head);
    const use = this.useOf(mark.text, channel?.text, recipient?.text);
    if (message.open && use !== "call") {
      const [end] = this.messages.ends;
      const at = skipSpaceBack(text, body.end, body.start);
      const edit = { span: { start: at, end: at }, text: end ?? "" };
      const messageText = `this message is never closed before the next begins`;
      const start = skipSpaceHead(text, head);
      const opener = { start, end: mark.end };
      this.faults.push(fault("unclosed-tag", opener, messageText, safely(`Close it with ${end ?? ""}`, edit)));
    }
    if (use === "reasoning") {
      this.reasoning.push(body);
      this.readPieces(body, true);
    } else if (use === "content") this.content.push(body);
    else if (this.messages.inner === true) this.readInner(message, recipient?.span ?? mark);
    else {
      const kind = dialect.body.kind;
      const start = channel?.token ?? skipSpace(text, head.start, head.end);
      const place = { start, end: message.closer?.end ?? skipSpaceBack(text, body.end, body.start) };
      if (kind === "json-arguments") this.readArguments(message, place, recipient, channel);
      else this.readObject(message, place);
    }
  }

  private useOf(mark: string, channel: string | undefined, recipient: string | undefined): MessageUse {
    const { heads, recipients, channels } = this.messages;
    const fixed = heads[mark];
    if (fixed !== undefined && fixed !== "") return fixed;
    if (recipient !== undefined) return recipients?.[recipient] ?? "call";
    return (channel === undefined ? undefined : channels?.[channel]) ?? "content";
  }

  private readHead(head: Span): {
    channel: { text: string; token: number; span: Span } | undefined;
    recipient: { text: string; span: Span } | undefined;
  } {
    const { text } = this.context;
    const { channel: token, recipient: before, headWords, channels } = this.messages;
    const written = text.slice(head.start, head.end);
    let channel: { text: string; token: number; span: Span } | undefined;
    let recipient: { text: string; span: Span } | undefined;
    let rest = written;
    const blank = (start: number, length: number) => {
      rest = rest.slice(0, start) + " ".repeat(length) + rest.slice(start + length);
    };
    if (token !== undefined) {
      const at = written.indexOf(token);
      const word = at < 0 ? undefined : /[A-Za-z_]*/y;
      if (word !== undefined) {
        word.lastIndex = at + token.length;
        const name = word.exec(written)?.[0] ?? "";
        const start = head.start + at + token.length;
        channel = { text: name, token: head.start + at, span: { start, end: start + name.length } };
        blank(at, token.length + (channels?.[name] === undefined ? 0 : name.length));
      }
    }
    if (before !== undefined) {
      const match = new RegExp(`${before}([^\\s<]+)`).exec(rest);
      if (match?.[1] !== undefined) {
        const start = head.start + match.index + before.length;
        recipient = { text: match[1], span: { start, end: start + match[1].length } };
        blank(match.index, match[0].length);
      }
    }
    for (const word of headWords ?? []) {
      const at = rest.indexOf(word);
      if (at >= 0) blank(at, word.length);
    }
    if (headWords !== undefined && rest.trim() !== "" && rest.length < 1000) {
      const start = head.start + rest.search(/\S/);
      const span = { start, end: head.start + rest.trimEnd().length };
      const message = "this does not belong in a message's head: readers may not know the channel";
      this.faults.push(fault("misspelled-tag", span, message, safely("Remove it", { span, text: "" })));
    }
    return { channel, recipient };
  }

  private readArguments(
    message: Message,
    place: Span,
    recipient: { text: string; span: Span } | undefined,
    channel: { text: string; span: Span } | undefined,
  ): void {
    const { context } = this;
    const { text, dialect, tools } = context;
    const form = (dialect.body as JsonArgumentsData).nameForm ?? "{name}";
    const prefix = form.slice(0, form.indexOf("{name}"));
    const raw = recipient?.text ?? "";
    const hasPrefix = raw.startsWith(prefix);
    const name = hasPrefix ? raw.slice(prefix.length) : raw;
    const { json, start, limit, isLast } = this.readJson(message, name);
    const cut = isLast && (json === undefined ? start >= limit : json.cut);
    if (json !== undefined) this.faults.push(...json.faults);
    if (cut) this.cut = true;
    const namePlace = recipient?.span ?? message.mark;
    if (!hasPrefix && isListed(tools, name)) {
      const edit = { span: { start: namePlace.start, end: namePlace.start }, text: prefix };
      const words = `a tool's name follows ${prefix}: without it, it is a built-in`;
      this.faults.push(fault("tool-call-name", namePlace, words, safely(`Write ${prefix}${name}`, edit)));
    }
    const { callChannel, channels } = this.messages;
    if (callChannel !== undefined && channel !== undefined && channels?.[channel.text] === "reasoning") {
      const edit = { span: channel.span, text: callChannel };
      const words = "a call on the channel of the reasoning: some readers run it, others do not";
      const fix = { title: `Write ${callChannel}`, safe: false, edits: [edit] };
      this.faults.push(fault("call-in-reasoning", channel.span, words, fix));
    }
    const node = json?.node;
    const values = node?.type === "object" ? argumentsOfNode(text, node) : [];
    const written = cut ? { start: place.start, end: context.end } : place;
    this.calls.push(
      makeCall({
        name,
        namePlace: { start: namePlace.start + (hasPrefix ? prefix.length : 0), end: namePlace.end },
        id: undefined,
        arguments: values,
        argumentsPlace: node?.span ?? message.body,
        place: written,
        outer: written,
        dialect: dialect.id,
        complete: !cut,
        syntax: jsonSyntax((node?.span.start ?? start) + 1, (to) => to),
      }),
    );
  }

  private readObject(message: Message, place: Span): void {
    const { context } = this;
    const { json, isLast } = this.readJson(message);
    if (json?.node.type !== "object") return;
    const cut = isLast && json.cut;
    this.faults.push(...json.faults);
    if (cut) this.cut = true;
    const written = cut ? { start: place.start, end: context.end } : place;
    this.calls.push(callOf(context, json.node, written, written, !cut, this.faults));
  }

  /**
   * The JSON that a message's body begins with: the arguments of `tool`, or a call. Only that of the last message can be
   * cut off.
   */
  private readJson(
    { body, closer, open }: Message,
    tool?: string,
  ): {
    readonly json: BodyJson | undefined;
    readonly start: number;
    readonly limit: number;
    readonly isLast: boolean;
  } {
    const { context } = this;
    const { text } = context;
    const limit = skipSpaceBack(text, body.end, body.start);
    const start = skipSpace(text, body.start, limit);
    const isLast = closer === undefined && !open;
    const json = isLast
      ? readBodyJson(context, start, context.end, tool)
      : readBodyJson({ ...context, end: limit + 1 }, start, limit, tool);
    return { json, start, limit, isLast };
  }

  /** Reads the calls in a message to a tool, which is to hold one. */
  private readInner({ body, closer }: Message, to: Span): void {
    const known = this.calls.length;
    this.readPieces(body, false);
    if (this.calls.length > known || closer === undefined) return;
    const message = "this message is to a tool, and no call can be read in it: a mark of the call is lost";
    this.faults.push(fault("missing-tag", to, message));
  }

  /** Reads calls between marks within a message. */
  private readPieces(range: Span, isReasoning: boolean): void {
    const context = { ...this.context, end: range.end };
    const { markers, dialect } = context;
    let at = range.start;
    for (let i = markerFrom(markers, range.start); i < markers.length; i++) {
      const marker = markers[i] as Marker;
      if (marker.start >= range.end) break;
      if (marker.start < at) continue;
      const piece = bodies[dialect.body.kind].read(context, i, at);
      if (piece === undefined) continue;
      at = piece.span.end;
      if (!isReasoning) {
        this.calls.push(...piece.calls);
        this.faults.push(...piece.faults);
        if (piece.cut && range.end >= this.context.end) this.cut = true;
      } else if (!piece.cut) {
        this.drafts.push(...piece.calls);
        const message = "a call in the reasoning is no call; readers that search the whole text run it";
        this.faults.push(fault("call-in-reasoning", piece.span, message));
      }
    }
  }

  /**
   * Reads the messages of a text that lost its special tokens: `analysis…assistantcommentary to=functions.N json{…}`.
   */
  private readLost(): boolean {
    const { context } = this;
    const { text, end, dialect } = context;
    const { channels, start, channel, recipient } = this.messages;
    if (channel === undefined || channels === undefined || recipient === undefined) return false;
    const role = /(?<!\w)\w+$/.exec(start)?.[0] ?? "";
    const names = Object.keys(channels).join("|");
    const first = new RegExp(`^\\s*(${names})`).exec(text);
    if (first?.[1] === undefined) return false;
    const next = new RegExp(`${role}(${names})(?: ${recipient}([\\w.-]+))?(?: ?json)?`, "g");
    const heads = [...text.matchAll(next)];
    if (heads.length === 0) return false;
    const span = { start: first[0].length - first[1].length, end: first[0].length };
    this.faults.push(fault("template-tokens-lost", span, "the special tokens of the template are gone from this text"));
    const parts = [
      { from: first[0].length, channel: first[1], recipient: undefined as string | undefined },
      ...heads.map((match) => ({ from: match.index + match[0].length, channel: match[1] ?? "", recipient: match[2] })),
    ];
    parts.forEach((part, i) => {
      const stop = heads[i]?.index ?? end;
      if (part.recipient === undefined) {
        const use = channels[part.channel] ?? "content";
        (use === "reasoning" ? this.reasoning : this.content).push({ start: part.from, end: stop });
        return;
      }
      const at = skipSpace(text, part.from, stop);
      const form = (dialect.body as JsonArgumentsData).nameForm ?? "{name}";
      const prefix = form.slice(0, form.indexOf("{name}"));
      const raw = part.recipient;
      const name = raw.startsWith(prefix) ? raw.slice(prefix.length) : raw;
      const json = readBodyJson({ ...context, end: stop }, at, stop, name);
      const place = json?.node.span ?? { start: part.from, end: stop };
      const nameEnd = text.lastIndexOf(raw, part.from) + raw.length;
      this.calls.push(
        makeCall({
          name,
          namePlace: { start: nameEnd - raw.length, end: nameEnd },
          id: undefined,
          arguments: json?.node.type === "object" ? argumentsOfNode(text, json.node) : [],
          argumentsPlace: place,
          place,
          outer: place,
          dialect: dialect.id,
          complete: true,
          syntax: jsonSyntax(place.start + 1, (to) => to),
        }),
      );
    });
    return true;
  }
}

function skipSpaceHead(text: string, head: Span): number {
  return text.slice(head.start, head.end).trim() === "" ? head.end : head.start;
}

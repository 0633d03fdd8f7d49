import { KnownCode } from "../parse/knownCode";
import type { Span } from "../text/span";
import { bodies } from "./bodies";
import type { Call } from "./call";
import { dialects } from "./data";
import type { DialectTool } from "./dialect";
import { readFlow, type OtherReader } from "./frames/flow";
import { readMessages } from "./frames/messages";
import { markerAt, readMarkers, type Dialect, type Marker } from "./marks";
import { proven } from "./proven";
import { fault, markerFrom, safely, type Block, type Context, type Fault, type Frame, type Piece } from "./reading";
import { turnsOf, type TextTurn } from "./turns";
import { plainCall, writeCalls } from "./write";

/** A text as it was meant in a dialect. Places are offsets in the text. */
export interface DialectReading {
  readonly dialect: string;
  /** The reasoning, trimmed; undefined if there is none. */
  readonly reasoning: string | undefined;
  readonly reasoningPlaces: readonly Span[];
  /** Who wrote the reasoning's opener. */
  readonly openedBy: "model" | "template" | undefined;
  /** The text for the user, trimmed; undefined if there is none. */
  readonly content: string | undefined;
  readonly contentPlaces: readonly Span[];
  readonly calls: readonly Call[];
  /** Whole calls in the reasoning; they do not count as calls. */
  readonly drafts: readonly Call[];
  /** The text ends within a call. */
  readonly cut: boolean;
  /** The opener of the reasoning or the text for the user that is still open where the text ends. */
  readonly open: Span | undefined;
  /** The calls, grouped by the stretches of text that a reader cuts out for them. */
  readonly blocks: readonly Block[];
  readonly endTokens: readonly Span[];
  /** The turns within the text: one in a completion, more in an agent loop's dump. */
  readonly turns: readonly TextTurn[];
  readonly faults: readonly Fault[];
}

export interface ReadOptions {
  readonly tools?: readonly DialectTool[];
}

/** The number of marks unknown to the dialect that are tried as another's; the rest are mentions. */
const maxOthers = 100;

/**
 * Reads a text as a dialect means it. Never fails: anything without a known form is text.
 *
 * A fix is called safe only if the fixed text gives the same calls, reasoning and content.
 *
 * Linear in the text, except that broken parts are read a constant number of times.
 */
export function readDialect(text: string, dialect: Dialect, options: ReadOptions = {}): DialectReading {
  const reading = readOnce(text, dialect, options);
  return { ...reading, faults: proven(text, reading, (fixed) => readOnce(fixed, dialect, options)) };
}

function readOnce(text: string, dialect: Dialect, options: ReadOptions): DialectReading {
  const tools = options.tools ?? [];
  const faults: Fault[] = [];
  const { end, endTokens } = stripEnds(text, dialect);
  if (endTokens.length > 0) {
    const span = { start: (endTokens[0] as Span).start, end: (endTokens.at(-1) as Span).end };
    const message = "the token that ends the turn is left in the text";
    faults.push(fault("end-token", span, message, safely("Remove it", { span, text: "" })));
  }
  const budget = { characters: 4 * text.length + 10_000 };
  const markers = readMarkers(text, dialect);
  const context: Context = { text, dialect, tools, markers, end, budget };
  const body = bodies[dialect.body.kind];
  const isFlow = dialect.messages === undefined && body.readText === undefined;
  const turns = isFlow
    ? turnsOf(text, dialect)
    : [{ role: "model" as const, speaker: "assistant" as const, start: 0, end: text.length }];
  const frame =
    dialect.messages !== undefined
      ? readMessages(context)
      : body.readText !== undefined
        ? body.readText(context)
        : readTurns(context, turns);
  faults.push(...frame.faults);
  if (frame.cut) {
    const span = frame.cutFrom ?? frame.calls.at(-1)?.place ?? { start: end, end };
    faults.push(fault("cut-off", span, "the text ends within this call: it was cut off"));
  }
  return {
    dialect: dialect.id,
    reasoning: joined(text, frame.reasoning),
    reasoningPlaces: frame.reasoning,
    openedBy: frame.openedBy,
    content: joined(text, frame.content),
    contentPlaces: frame.content,
    calls: frame.calls,
    drafts: frame.drafts,
    cut: frame.cut,
    open: frame.open,
    blocks: frame.blocks,
    endTokens,
    turns: frame.turns ?? turns,
    faults,
  };
}

/** Reads all turns of the model, each by itself; what the environment wrote is left out. */
function readTurns(context: Context, turns: readonly TextTurn[]): Frame {
  const { text, dialect, end } = context;
  const own = turns.filter(({ role }) => role === "model");
  const others = otherReader();
  const code = new KnownCode(text);
  const lateCode = new KnownCode(text);
  const frames = own.map((turn) => {
    const stop = turn.end >= end ? end : stripEnds(text, dialect, turn.end).end;
    return readFlow({ ...context, end: Math.max(turn.start, stop) }, others, code, lateCode, turn.start);
  });
  const [first] = frames;
  if (frames.length === 1 && first !== undefined) return first;
  return {
    reasoning: frames.flatMap(({ reasoning }) => reasoning),
    content: frames.flatMap(({ content }) => content),
    calls: frames.flatMap(({ calls }) => calls),
    drafts: frames.flatMap(({ drafts }) => drafts),
    blocks: frames.flatMap(({ blocks }) => blocks),
    faults: frames.flatMap(({ faults }) => faults),
    // Only the last turn can be cut off: the environment answered the others.
    cut: frames.at(-1)?.cut ?? false,
    cutFrom: frames.at(-1)?.cutFrom,
    open: frames.at(-1)?.open,
    openedBy: frames.find(({ openedBy }) => openedBy !== undefined)?.openedBy,
  };
}

function joined(text: string, spans: readonly Span[]): string | undefined {
  const pieces = spans.map(({ start, end }) => text.slice(start, end).trim()).filter((piece) => piece !== "");
  return pieces.length === 0 ? undefined : pieces.join("\n");
}

/** The end tokens at the end of a text, and where the text ends without them. */
function stripEnds(text: string, dialect: Dialect, from = text.length): { end: number; endTokens: Span[] } {
  const endTokens: Span[] = [];
  let end = from;
  const stops = dialect.messages?.ends ?? [];
  for (;;) {
    const trimmed = text.slice(Math.max(0, end - 300), end).trimEnd();
    const at = Math.max(0, end - 300) + trimmed.length;
    const token = dialect.ends?.find((candidate) => trimmed.endsWith(candidate));
    if (token === undefined) break;
    const start = at - token.length;
    const before = text.slice(Math.max(0, start - 300), start).trimEnd();
    // If the token ends a message here, it is nothing else.
    if (stops.includes(token) && !stops.some((stop) => before.endsWith(stop))) break;
    endTokens.push({ start, end: at });
    end = start;
  }
  return { end, endTokens: endTokens.reverse() };
}

/** Reads marks that the dialect's own body does not accept with other dialects that share them. */
function otherReader(): OtherReader {
  const read = new Map<Dialect, Marker[]>();
  let tries = 0;
  return (context: Context, marker: Marker): Piece | undefined => {
    const own = context.dialect;
    if (tries > maxOthers) return undefined;
    for (const other of candidates(own)) {
      if (markerAt(context.text, marker.start, other) === undefined) continue;
      if (tries++ > maxOthers) return undefined;
      let markers = read.get(other);
      if (markers === undefined) read.set(other, (markers = readMarkers(context.text, other)));
      const index = markerFrom(markers, marker.start);
      if (markers[index]?.start !== marker.start) continue;
      const piece = bodies[other.body.kind].read({ ...context, dialect: other, markers }, index, marker.start);
      if (piece === undefined || piece.calls.some(({ name }) => name === undefined)) continue;
      if (own.also?.includes(other.id) === true) return piece;
      return mixed(own, other, piece);
    }
    return undefined;
  };
}

/** The dialects whose calls may occur in another's text, the nearest first. */
function candidates(own: Dialect): Dialect[] {
  const near = [...(own.also ?? []), ...(own.kin ?? [])];
  const first = near.flatMap((id) => dialects.find((dialect) => dialect.id === id) ?? []);
  return [
    ...first,
    ...dialects.filter((dialect) => dialect !== own && !first.includes(dialect) && dialect.messages === undefined),
  ];
}

function mixed(own: Dialect, other: Dialect, piece: Piece): Piece {
  const isKin = own.kin?.includes(other.id) === true;
  const edit = { span: piece.span, text: writeCalls(own, piece.calls.map(plainCall)) };
  const message = `this call is written as ${other.title} writes it, where ${own.title} is due`;
  const fix = piece.cut ? undefined : { title: `Write it as ${own.title}`, safe: isKin, edits: [edit] };
  return { ...piece, faults: [fault("dialect-mixed", piece.span, message, fix)] };
}

import type { DialectTool } from "../dialect";
import { readBlocks, type BlocksData } from "./blockReader";
import { before } from "./blocks";
import { sectionOfInvokes, writtenOn, anyDsml } from "./bodies/dsml";
import { flatBraces } from "./bodies/flatBraces";
import { chainsIn } from "./bodies/headed";
import { callsByGuess, callsById } from "./bodies/kimi";
import { listOrNamed, markedList } from "./bodies/lists";
import { byCommentary, byRecipient, byStart } from "./bodies/messages";
import { braceObjects, leadingObjects } from "./bodies/objects";
import { readPythonic, type PythonicData } from "./bodies/pythonic";
import { readByMachine, type MachineData } from "./machine";
import { partReasoning, type ReasoningData } from "./reasoning";
import type { ServerId, ServerReading } from "./reader";

/** What a server reads, as data: one file per server in `data/`. */
export interface ServerData {
  readonly id: ServerId;
  readonly title: string;
  readonly version: string;
  readonly partsText: boolean;
  /** Its parsers by their dialect; the usual one first. */
  readonly dialects: Readonly<Record<string, readonly ParserData[]>>;
  /** The dialects that it has no parser for. */
  readonly none: readonly string[];
}

export interface ParserData {
  readonly parser: string;
  /** How the reasoning is cut off before calls are searched for; a machine does this itself. */
  readonly reasoning?: ReasoningData;
  readonly calls: CallsData;
}

export type CallsData = MachineData | BlocksData | PythonicData | ChainsData | OwnData;

/** Calls that are heads and bodies between marks that follow one another. */
export interface ChainsData {
  readonly kind: "chains";
  readonly needs: string;
  readonly marks: readonly string[];
  /** The index of the name's piece; the arguments are the last piece, unchanged. */
  readonly name: number;
  /** The text for the user: the text before a mark and, for some, behind another. */
  readonly content: { readonly before: string; readonly behind?: string };
}

/** A way of reading that no other dialect shares. */
export interface OwnData {
  readonly kind: "own";
  readonly read: keyof typeof own;
}

type Read = (text: string, tools: readonly DialectTool[]) => ServerReading;

const own = {
  "marked-list": markedList,
  "list-or-named": listOrNamed,
  "brace-objects": braceObjects,
  "leading-objects": leadingObjects,
  "kimi-by-id": callsById,
  "kimi-by-guess": (text, tools) => ({ calls: callsByGuess(text, tools) }),
  "dsml-section": sectionOfInvokes,
  "dsml-written-on": dsmlWrittenOn,
  "flat-braces": (text) => ({ calls: flatBraces(text) }),
  "harmony-by-recipient": byRecipient,
  "harmony-by-commentary": byCommentary,
  "harmony-by-start": (text) => ({ calls: byStart(text) }),
} satisfies Readonly<Record<string, Read>>;

/** What a parser reads in a text. Never throws; linear in the text. */
export function readWith(data: ParserData, text: string, tools: readonly DialectTool[]): ServerReading {
  if (data.reasoning === undefined) return readCalls(data.calls, text, tools);
  const { reasoning, rest } = partReasoning(text, data.reasoning);
  return { ...readCalls(data.calls, rest, tools), reasoning };
}

function readCalls(data: CallsData, text: string, tools: readonly DialectTool[]): ServerReading {
  switch (data.kind) {
    case "machine":
      return readByMachine(text, data, tools);
    case "blocks":
      return readBlocks(text, data, tools);
    case "pythonic":
      return readPythonic(text, data, tools);
    case "chains":
      return readChains(text, data);
    case "own":
      return own[data.read](text, tools);
  }
}

function readChains(text: string, data: ChainsData): ServerReading {
  if (!text.includes(data.needs)) return { calls: [], content: text };
  const calls = chainsIn(text, data.marks).map((pieces) => ({
    name: pieces[data.name] ?? "",
    arguments: pieces.at(-1) ?? "",
  }));
  const { behind } = data.content;
  const end = behind === undefined ? -1 : text.lastIndexOf(behind);
  const tail = behind === undefined || end < 0 ? "" : text.slice(end + behind.length);
  return { calls, content: before(text, data.content.before) + tail };
}

/** The first mark ends the reasoning, closed or not; text closed before it is reasoning, and the rest is content. */
function dsmlWrittenOn(text: string): ServerReading {
  const reading = writtenOn(text, anyDsml);
  const lead = reading.content ?? "";
  const { reasoning, rest } = partReasoning(lead, {
    kind: "to-closer",
    open: "<think>",
    close: "</think>",
    keepsBefore: true,
  });
  return { calls: reading.calls, reasoning, content: rest };
}

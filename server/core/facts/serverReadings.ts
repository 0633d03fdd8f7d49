import type { DialectTool } from "../dialects/dialect";
import type { DialectReading } from "../dialects/read";
import {
  disagreements,
  readersOf,
  streamingCause,
  unreadOf,
  type Cause,
  type Disagreement,
  type Reader,
  type ServerId,
  type ServerReading,
  type Unread,
} from "../dialects/inferenceServers";

/** What a server or trainer makes of a text, held against what is meant. */
export interface ReadByServer {
  readonly reader: Reader;
  readonly reading: ServerReading;
  /** Where it takes other calls than those meant, in the order of the text. */
  readonly differences: readonly Disagreement[];
  /** Why a client that streams gets other calls; undefined where it gets the same, and where that is not known. */
  readonly streamed: Cause | undefined;
}

/** What each server makes of a text: by its usual parser of the dialect. */
export interface ServerReadings {
  readonly known: readonly ReadByServer[];
  /** The servers whose reading of this dialect cannot be told. */
  readonly unknown: readonly Unread[];
}

/** Servers read one turn. Of a text that holds a whole dialogue nothing is said. */
export function isOneTurn({ turns }: DialectReading): boolean {
  return turns.length <= 1;
}

/**
 * What servers and trainers make of a text.
 *
 * @param meant the same text as its dialect means it
 * @param asked those that are wanted; all without it
 */
export function serverReadings(
  text: string,
  meant: DialectReading,
  tools: readonly DialectTool[],
  asked?: readonly ServerId[],
): ServerReadings {
  const isAsked = ({ id }: { readonly id: ServerId }): boolean => asked?.includes(id) ?? true;
  const seen = new Set<ServerId>();
  const usual = readersOf(meant.dialect).filter((reader) => {
    if (!isAsked(reader) || seen.has(reader.id)) return false;
    seen.add(reader.id);
    return true;
  });
  return {
    known: usual.map((reader) => {
      const reading = reader.read(text, tools);
      const cause = streamingCause(reader, text, tools);
      return {
        reader,
        reading,
        differences: disagreements(meant.calls, meant.drafts, reading),
        streamed: cause?.isCertain === true ? cause : undefined,
      };
    }),
    unknown: unreadOf(meant.dialect).filter(isAsked),
  };
}

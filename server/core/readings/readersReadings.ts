import type { DialectTool } from "../dialects/dialect";
import type { DialectReading } from "../dialects/read";
import type { ServerCall, ServerId } from "../dialects/servers";
import { differenceInWords } from "../facts/differenceInWords";
import { isOneTurn, serverReadings } from "../facts/serverReadings";

/** What a server or trainer makes of the trace. */
export interface ReaderReading {
  readonly id: string;
  /** For people: "vLLM". */
  readonly title: string;
  readonly version: string;
  /** Why its reading cannot be told: it has no parser of the dialect, what it has was not looked at, or it reads one turn. */
  readonly unread?: "none" | "unknown" | "turns";
  /** The parser's name there. */
  readonly parser?: string;
  readonly calls?: readonly ServerCall[];
  /** Of a trainer that takes the calls alone, both are left out. */
  readonly reasoning?: string | undefined;
  readonly content?: string | undefined;
  readonly error?: string | undefined;
  /** What it takes otherwise than it is meant, in words. */
  readonly differs?: readonly string[];
  /** Why a client that streams gets other calls; undefined where it gets the same, and where that is not known. */
  readonly streamed?: string | undefined;
}

/**
 * What servers and trainers make of a text; of each, too, whose reading cannot be told.
 *
 * @param asked those that are wanted; all without it
 */
export function readersReadings(
  text: string,
  meant: DialectReading,
  tools: readonly DialectTool[],
  asked: readonly ServerId[] | undefined,
): ReaderReading[] {
  const { known, unknown } = serverReadings(text, meant, tools, asked);
  const told = known.map(({ reader, reading, differences, streamed }): ReaderReading => {
    const { id, title, version, parser, partsText } = reader;
    if (!isOneTurn(meant)) return { id, title, version, parser, unread: "turns" };
    const { calls, reasoning, content, error } = reading;
    return {
      ...{ id, title, version, parser, calls, error },
      ...(partsText ? { reasoning, content } : {}),
      differs: differences.map(differenceInWords),
      streamed: streamed?.why,
    };
  });
  return [...told, ...unknown.map(({ id, title, version, reason }) => ({ id, title, version, unread: reason }))];
}

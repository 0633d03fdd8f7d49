import type { DialectTool } from "../dialects/dialect";
import type { DialectReading } from "../dialects/read";
import type { ServerCall, ServerId } from "../dialects/inferenceServers";
import { differenceInWords } from "../facts/differenceInWords";
import { isOneTurn, serverReadings } from "../facts/serverReadings";

/** What a server or trainer reads in the trace. */
export interface ReaderReading {
  readonly id: string;
  /** For people: "vLLM". */
  readonly title: string;
  readonly version: string;
  /**
   * Why its reading is not known: it has no parser for the dialect, its parser was not examined, or it reads one turn
   * only.
   */
  readonly unread?: "none" | "unknown" | "turns";
  /** The parser's name in that server. */
  readonly parser?: string;
  readonly calls?: readonly ServerCall[];
  /** Reasoning and content are both left out for a trainer that takes only the calls. */
  readonly reasoning?: string | undefined;
  readonly content?: string | undefined;
  readonly error?: string | undefined;
  /** What it reads differently from what is meant, in words. */
  readonly differs?: readonly string[];
  /** Why a client that streams gets other calls; undefined if it gets the same ones or this is not known. */
  readonly streamed?: string | undefined;
}

/**
 * What servers and trainers read in a text, including those whose reading is not known.
 *
 * @param asked the wanted ones; all if left out
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

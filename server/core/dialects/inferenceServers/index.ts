import type { Reader, ServerReading, Unread } from "./reader";
import { readWith, type ServerData } from "./parser";
import { parsersOf, servers } from "./servers";

export { servers } from "./servers";
export { disagreements, type Disagreement } from "./disagreements";
export type { Reader, ServerCall, ServerId, ServerReading, Unread } from "./reader";
export { isStreamingKnown, streamingCause, streamsDifferently, type Cause, type Streamer } from "./streaming";

const known = new Map<string, readonly Reader[]>();

/** The known readers of a dialect's texts: by server, the usual parser of each first. */
export function readersOf(dialect: string): readonly Reader[] {
  let found = known.get(dialect);
  if (found === undefined) known.set(dialect, (found = servers.flatMap((server) => readers(server, dialect))));
  return found;
}

/** The servers whose reading of a dialect is not known, and why. Nothing is guessed. */
export function unreadOf(dialect: string): readonly Unread[] {
  return servers
    .filter((server) => parsersOf(server, dialect).length === 0)
    .map(({ id, title, version, none }) => ({
      id,
      title,
      version,
      reason: none.includes(dialect) ? ("none" as const) : ("unknown" as const),
    }));
}

function readers(server: ServerData, dialect: string): readonly Reader[] {
  return parsersOf(server, dialect).map((data) => ({
    id: server.id,
    title: server.title,
    version: server.version,
    parser: data.parser,
    dialect,
    partsText: server.partsText,
    read: (text, tools) => shown(readWith(data, text, tools), server.partsText),
  }));
}

/** Trims reasoning and content; what is left empty becomes undefined. */
function shown({ calls, reasoning, content, error }: ServerReading, partsText: boolean): ServerReading {
  if (!partsText) return { calls };
  return {
    calls,
    reasoning: reasoning?.trim() === "" ? undefined : reasoning?.trim(),
    content: content?.trim() === "" ? undefined : content?.trim(),
    ...(error === undefined ? {} : { error }),
  };
}

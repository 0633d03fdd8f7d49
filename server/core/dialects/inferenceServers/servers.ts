import { sglang } from "./data/sglang";
import { verl } from "./data/verl";
import { vllm } from "./data/vllm";
import type { ParserData, ServerData } from "./parser";
import type { ServerId } from "./reader";

export const servers: readonly ServerData[] = [vllm, sglang, verl];

/** A server's parsers of a dialect, the usual one first. */
export function parsersOf(server: ServerData, dialect: string): readonly ParserData[] {
  return Object.hasOwn(server.dialects, dialect) ? (server.dialects[dialect] ?? []) : [];
}

/** A server's usual parser of a dialect; undefined if none is known. */
export function parserOf(id: ServerId, dialect: string): ParserData | undefined {
  const server = servers.find((one) => one.id === id);
  return server === undefined ? undefined : parsersOf(server, dialect)[0];
}

import type { CallConvention } from "../model/profile";
import { dialectOf, dialects as all } from "./data";
import type { Dialect } from "./marks";

/** How a dialect's blocks of JSON are written, for profiles that name it; null if its calls are written differently. */
export function conventionOf(id: string): CallConvention | null {
  const dialect = dialectOf(id);
  const tag = /^<(\w+)>$/.exec(dialect?.frame.block?.open.trim() ?? "")?.[1];
  if (dialect?.body.kind !== "json-call" || dialect.body.holds === "list" || tag === undefined) return null;
  const { arguments: key, holds } = dialect.body;
  return { tag, argumentsKey: key === "parameters" ? key : "arguments", oneCallPerLine: holds === "lines" };
}

/** The dialects that profiles may name: so far those whose calls are blocks of JSON objects in a tag. */
export const dialects: readonly Dialect[] = all.filter(({ id }) => conventionOf(id) !== null);

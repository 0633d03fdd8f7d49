import type { DialectData } from "../dialect";
import { prepare, type Dialect } from "../marks";
import { data } from "./list";

/** All dialects by rank, most used first: if two fit a text equally well, the earlier one is taken. */
export const dialects: readonly Dialect[] = data
  .map((one) => prepare(one as DialectData))
  .sort((a, b) => a.rank - b.rank);

/** The dialect with that id; undefined if there is none. */
export function dialectOf(id: string): Dialect | undefined {
  return dialects.find((dialect) => dialect.id === id);
}

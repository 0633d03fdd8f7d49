import type { CallConvention } from "../model/profile";
import hermes from "./data/hermes.json";
import toolrl from "./data/toolrl.json";

/** How calls are written, as data. */
export interface DialectData {
  readonly id: string;
  /** For people. */
  readonly title: string;
  readonly calls: CallConvention;
}

/** The dialects that profiles may name. */
export const dialects = [toolrl, hermes] as readonly DialectData[];

/** How the dialect of that id writes calls; null where there is none of that id. */
export function conventionOf(id: string): CallConvention | null {
  return dialects.find((dialect) => dialect.id === id)?.calls ?? null;
}

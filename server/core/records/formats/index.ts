import type { JsonFormat } from "../fields/jsonFormat";
import { formats } from "./list";

/** All shapes of JSON records, by rank: a record that fits several is read as the first. */
export const jsonFormats: readonly JsonFormat[] = [...formats].sort((a, b) => a.rank - b.rank);

/** A format by its public name. */
export function jsonFormat(id: string): JsonFormat | undefined {
  return jsonFormats.find((format) => format.id === id);
}

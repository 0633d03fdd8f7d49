import { jsonFormats } from "../formats";
import type { JsonField } from "../json/jsonField";
import type { JsonFormat } from "../fields/jsonFormat";

const ofValues = jsonFormats.filter(({ unit }) => unit !== "session");
const ofSessions = jsonFormats.filter(({ unit }) => unit === "session");

/** The format whose fields a JSON value has: a record, or a value that holds several. */
export function formatOfRecord(value: JsonField): JsonFormat | undefined {
  return ofValues.find((format) => format.fits(value));
}

/** The format of a session with these entries. */
export function formatOfSession(entries: JsonField): JsonFormat | undefined {
  return ofSessions.find((format) => format.fits(entries));
}

import { jsonFormats } from "../formats";
import type { JsonField } from "../json/jsonField";
import type { JsonFormat } from "../fields/jsonFormat";

const ofValues = jsonFormats.filter(({ unit }) => unit !== "session");
const ofSessions = jsonFormats.filter(({ unit }) => unit === "session");

/** The format whose fields a JSON value has: of a record, or of a value that holds several. */
export function formatOfRecord(value: JsonField): JsonFormat | undefined {
  return ofValues.find((format) => format.fits(value));
}

/** The format of a session whose entries these are. */
export function formatOfSession(entries: JsonField): JsonFormat | undefined {
  return ofSessions.find((format) => format.fits(entries));
}

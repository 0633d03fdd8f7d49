import type { RecordRule } from "../shared/rule";

export const unreadableRecord: RecordRule = {
  id: "unreadable-record",
  summary: "A record that cannot be read, or not wholly.",
  severity: "error",
  scope: "record",
};

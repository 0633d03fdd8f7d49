import { recordRule } from "../rule";

export const unreadableRecord = recordRule({
  id: "unreadable-record",
  summary: "A record that cannot be read, or not wholly.",
  severity: "error",
});

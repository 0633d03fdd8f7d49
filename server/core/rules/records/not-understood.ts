import { recordRule } from "../rule";

export const notUnderstood = recordRule({
  id: "not-understood",
  summary: "A part of a record that no reader knows. It is reported once per file, where it stands first.",
  severity: "information",
});

/** What is written from the dialects: which of them a team's profile may name. */
import { dialects } from "../../server/core/dialects/conventions";
import { objectAt, type Sources } from "./sources";

export function dialectTexts(sources: Sources): void {
  const schema = sources.json("server/core/config/trace-auditor.schema.json");
  const named = objectAt(schema, "definitions", "profile", "properties", "dialect");
  named["enum"] = [...dialects.map(({ id }) => id), null];
}

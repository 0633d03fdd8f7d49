/** Writes what follows from the dialects: those that a team's profile may name, and the table of all for users. */
import { dialects } from "../../server/core/dialects/conventions";
import { dialects as all } from "../../server/core/dialects/data";
import { objectAt, type Sources } from "./sources";

export function dialectTexts(sources: Sources): void {
  const schema = sources.json("server/core/config/trace-auditor.schema.json");
  const named = objectAt(schema, "definitions", "profile", "properties", "dialect");
  named["enum"] = [...dialects.map(({ id }) => id), null];
  sources.setBetweenMarks("docs/guides/dialects.md", "dialects", [
    "| dialect | what it is | whose models |",
    "| --- | --- | --- |",
    ...all.map(({ id, title, models }) => `| \`${id}\` | ${title} | ${models.join(", ")} |`),
  ]);
}

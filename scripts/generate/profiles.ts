/** Writes the built-in profiles into the schema's examples, the text of their setting, and the table in the docs. */
import { builtInProfiles } from "../../server/core/profiles/builtIn";
import { objectAt, type Sources } from "./sources";

export function profileTexts(sources: Sources): void {
  const names = builtInProfiles.map(({ name }) => name);
  const schema = sources.json("server/core/config/trace-auditor.schema.json");
  objectAt(schema, "definitions", "profileName")["examples"] = names;
  sources.setBetweenMarks("docs/guides/profiles.md", "profiles", [
    "| profile | traces |",
    "| --- | --- |",
    ...builtInProfiles.map(
      ({ name, title, description }) => `| \`${name}\` | ${title}: ${description.replace(/(?<!`)<\/?\w+>/g, "`$&`")} |`,
    ),
  ]);
  const texts = sources.json("package.nls.json");
  const listed = /(?<=a profile's name \()(?:`[\w-]+`, )+(?=or one of your team's)/;
  const text = texts["setting.profiles"];
  if (typeof text !== "string" || !listed.test(text))
    throw new Error("setting.profiles does not list the profiles as it did");
  texts["setting.profiles"] = text.replace(listed, names.map((name) => `\`${name}\`, `).join(""));
}

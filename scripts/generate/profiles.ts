/** Where the names of the built-in profiles are told: the schema's examples, and the text of their setting. */
import { builtInProfiles } from "../../server/core/profiles/builtIn";
import { objectAt, type Sources } from "./sources";

export function profileTexts(sources: Sources): void {
  const names = builtInProfiles.map(({ name }) => name);
  const schema = sources.json("server/core/config/trace-auditor.schema.json");
  objectAt(schema, "definitions", "profileName")["examples"] = names;
  const texts = sources.json("package.nls.json");
  const listed = /(?<=a profile's name \()(?:`[\w-]+`, )+(?=or one of your team's)/;
  const text = texts["setting.profiles"];
  if (typeof text !== "string" || !listed.test(text))
    throw new Error("setting.profiles does not list the profiles as it did");
  texts["setting.profiles"] = text.replace(listed, names.map((name) => `\`${name}\`, `).join(""));
}

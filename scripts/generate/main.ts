/** Writes what is made from the rules, formats and commands after they are loaded; see scripts/generate.mjs. */
import { main } from "../setup/process.mjs";
import { commandTexts } from "./commands";
import { componentTexts } from "./components";
import { editorTexts } from "./editor";
import { dialectTexts } from "./dialects";
import { formatTexts } from "./formats";
import { place } from "./files.mjs";
import { profileTexts } from "./profiles";
import { presetTexts } from "./presets";
import { Sources } from "./sources";
import { ruleTexts } from "./rules";

await main(async () => {
  const sources = new Sources();
  ruleTexts(sources);
  formatTexts(sources);
  commandTexts(sources);
  editorTexts(sources);
  profileTexts(sources);
  componentTexts(sources);
  presetTexts(sources);
  dialectTexts(sources);
  await place(sources.changed, { check: process.argv.includes("--check") });
});

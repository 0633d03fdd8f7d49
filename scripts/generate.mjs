/**
 * `npm run generate`: writes what follows from the rules, the formats and the commands themselves: lists, settings, texts,
 * schema, tables, counts. `npm run generate -- --check` writes nothing and fails where something lags.
 */
import { place } from "./generate/files.mjs";
import { lists } from "./generate/lists.mjs";
import { main, run, SetupError } from "./setup/process.mjs";

await main(async () => {
  const args = process.argv.slice(2);
  const check = args.includes("--check");
  if (args.some((arg) => arg !== "--check")) throw new SetupError("Usage: npm run generate [-- --check]");
  await place(lists(), { check });
  // What the rest is made from is TypeScript, and can be loaded once the lists are right.
  const { code } = await run(process.execPath, ["scripts/run-ts.mjs", "scripts/generate/main.ts", ...args]);
  return code;
});

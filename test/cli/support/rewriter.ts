/** Replaces a file over and over, by turns with two contents, until it is killed: what killed.test.ts runs. */
import { readFileSync } from "node:fs";
import { main } from "../../../scripts/setup/process.mjs";
import { fileState, replaceFile } from "../../../server/src/system/replaceFile";

void main(async () => {
  const [path = "", one = "", other = ""] = process.argv.slice(2);
  const contents = [one, other].map((name) => readFileSync(name));
  console.log("ready");
  for (let i = 0; ; i++) await replaceFile(contents[i % 2] as Buffer, await fileState(path));
});

/** Replaces a file over and over, by turns with two contents, and says each time so, until it is killed (killed.test.ts). */
import { readFileSync } from "node:fs";
import { main } from "../../../scripts/setup/process.mjs";
import { fileState, replaceFile } from "../../../server/node/replaceFile";

void main(async () => {
  const [path = "", one = "", other = ""] = process.argv.slice(2);
  const contents = [one, other].map((name) => readFileSync(name));
  for (let i = 0; ; i++) {
    console.log(i);
    await replaceFile(contents[i % 2] as Buffer, await fileState(path));
  }
});

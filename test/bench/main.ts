/**
 * `npm run bench [-- NAME…]`: measures and prints, with baselines taken in the same run; it never fails for being slow.
 * Each bench is a file beside this one and a line in the list.
 */
import { cpus } from "node:os";
import { benchEditor } from "./editor";
import { benchEdits } from "./edits";
import { benchJudge } from "./judge";
import { benchEngine } from "./engine";
import { benchFormats } from "./formats";
import { benchLargeFile } from "./largeFile";
import { benchMemory } from "./memory";
import { benchParse } from "./parse";
import { benchPresetRewards } from "./presetRewards";
import { benchQuotes } from "./quotes";
import { benchRewards } from "./rewards";
import { benchRuns } from "./runs";
import { benchScore } from "./score";

const benches: Readonly<Record<string, (print: (line: string) => void) => void | Promise<void>>> = {
  parse: benchParse,
  edits: benchEdits,
  rewards: (print) => {
    benchRewards(print);
    print("");
    benchPresetRewards(print);
  },
  memory: benchMemory,
  engine: benchEngine,
  score: benchScore,
  quotes: benchQuotes,
  formats: benchFormats,
  largeFile: benchLargeFile,
  runs: benchRuns,
  judge: benchJudge,
  editor: benchEditor,
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in benches));
if (unknown.length > 0) {
  console.error(`There is no bench ${unknown.join(", ")}. There are ${Object.keys(benches).join(", ")}.`);
  process.exit(2);
}

const print = (line: string): void => console.log(line);
print(`Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model ?? "?"}`);
for (const [name, bench] of Object.entries(benches)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  print("");
  await bench(print);
}

/**
 * `npm run test:python [-- --seed N] [--count N] [--only INDEX] [--record FILE]`: random patterns and texts, answered by
 * Python's own `re` and by ours, on both engines. Needs a `python3` of 3.11. `--record` writes cases and Python's answers.
 */
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { pythonPattern } from "../../server/core/python/regex/pattern";
import { Random } from "../support/random";
import { ourAnswer } from "./answers";
import { patternCase } from "./generator";

const { values } = parseArgs({
  options: {
    seed: { type: "string", default: "1" },
    count: { type: "string", default: "100000" },
    only: { type: "string" },
    record: { type: "string" },
  },
});
const seed = Number(values.seed);
const first = values.only === undefined ? 0 : Number(values.only);
const end = values.only === undefined ? Number(values.count) : first + 1;

const version = execFileSync("python3", ["-c", "import sys; print(sys.version.split()[0])"], {
  encoding: "utf8",
}).trim();
if (!version.startsWith("3.11.")) {
  console.error(
    `python3 is ${version}; the patterns are Python 3.11's, and other versions answer otherwise here and there.`,
  );
  process.exit(2);
}
console.log(`Python ${version}, seed ${seed}, cases ${first} to ${end - 1}`);

const cases = Array.from({ length: end - first }, (_, i) => patternCase(Random.of(seed, first + i)));
const answers = execFileSync("python3", [join("test", "python", "ask.py")], {
  input: cases.map((each) => `${JSON.stringify(each)}\n`).join(""),
  encoding: "utf8",
  maxBuffer: 2 ** 30,
})
  .trimEnd()
  .split("\n");
if (values.record !== undefined) {
  const lines = cases.map(
    (each, i) => `${JSON.stringify({ ...each, answer: JSON.parse(answers[i] ?? "") as unknown })}\n`,
  );
  writeFileSync(values.record, lines.join(""));
}

const refusals = new Map<string, number>();
let same = 0;
let onHost = 0;
let refusedByBoth = 0;
let wrong = 0;
cases.forEach((each, i) => {
  const expected = answers[i];
  for (const engine of ["linear", "host", "chosen"] as const) {
    const ours = JSON.stringify(ourAnswer(each, engine));
    if (ours === JSON.stringify(JSON.parse(expected ?? ""))) {
      if (ours === '"refused"') refusedByBoth += engine === "linear" ? 1 : 0;
      else same += engine === "linear" ? 1 : 0;
      if (engine === "host" && ours !== '"refused"') onHost++;
    } else if (ours === '"refused"') {
      const read = pythonPattern(each.pattern, each.flags);
      const why = read.ok ? "not for the host's engine" : read.problem.message.replace(/"(?:[^"\\]|\\.)*"/g, "…");
      if (engine !== "chosen") refusals.set(why, (refusals.get(why) ?? 0) + 1);
    } else if (++wrong <= 20) {
      console.error(
        `case ${first + i} on ${engine}: ${JSON.stringify(each)}\n  Python: ${expected}\n  ours:   ${ours}`,
      );
    }
  }
});
console.log(
  `${same} the same (${onHost} of them on the host's engine too), ${refusedByBoth} refused by both, ${wrong} differ`,
);
for (const [why, count] of refusals) console.log(`  refused by us alone: ${why}: ${count}`);
process.exit(wrong > 0 ? 1 : 0);

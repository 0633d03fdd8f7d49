/**
 * `npm run fuzz:faults [-- FILE…]`: one fault in each well-formed trace of JSONL files (key `output`), and in a text of each
 * dialect, and what `fix --safe` makes of it.
 */
import { existsSync, readFileSync } from "node:fs";
import { measureDialectFaults } from "./dialectFaultCampaign";
import { isWellFormed, measureFaults, shareOf } from "./faultCampaign";
import { wellFormedTraces } from "./wellFormed";

const asked = process.argv.slice(2);
const files = asked.length > 0 ? asked : ["../shared/data/toolrl/sft.jsonl"];
reportDialects();
report("our own traces", wellFormedTraces);
for (const file of files) {
  if (!existsSync(file)) {
    console.log(`${file} is not there: not measured.`);
    continue;
  }
  const lines = readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line !== "");
  report(
    file,
    lines.map((line) => (JSON.parse(line) as { output: string }).output),
  );
}

function report(name: string, given: readonly string[]): void {
  const traces = given.filter(isWellFormed);
  console.log(`${name}: ${traces.length} of ${given.length} are well formed`);
  const tallies = measureFaults(traces, 1);
  for (const [kind, { tried, format, exact, lowered, first }] of tallies) {
    console.log(`  ${kind.padEnd(30)} ${tried} tried, full format ${format}, exact ${exact}, lowered ${lowered}`);
    if (process.env["SHOW"] !== undefined && first !== undefined) console.log(JSON.stringify(first, undefined, 2));
  }
  const share = (count: (tally: { format: number; exact: number }) => number): string =>
    `${(100 * shareOf(tallies.values(), count)).toFixed(1)} %`;
  console.log(`  each kind alike: full format ${share((t) => t.format)}, exact ${share((t) => t.exact)}`);
}

function reportDialects(): void {
  const tallies = measureDialectFaults();
  console.log(`a text of each of ${tallies.length} dialects`);
  for (const { dialect, tried, fixable, found, fixed, wrong, changed, missed } of tallies) {
    console.log(
      `  ${dialect.padEnd(18)} ${tried} tried, found ${found}, fixed ${fixed} of ${fixable}, wrongly ${wrong}, changed elsewhere ${changed}`,
    );
    if (process.env["SHOW"] === undefined) continue;
    for (const { kind, why, text, fixed: after } of missed)
      console.log(`    ${kind}: ${why}\n      ${JSON.stringify(text)}\n      ${JSON.stringify(after)}`);
  }
  const sum = (count: (tally: (typeof tallies)[number]) => number): number =>
    tallies.reduce((all, one) => all + count(one), 0);
  console.log(
    `  all: ${sum((t) => t.tried)} tried, found ${sum((t) => t.found)}, fixed ${sum((t) => t.fixed)} of ${sum((t) => t.fixable)}, wrongly ${sum((t) => t.wrong)}, changed elsewhere ${sum((t) => t.changed)}`,
  );
}

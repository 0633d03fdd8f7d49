/**
 * `npm run fuzz [-- --dialects] [--seed N] [--count N] [--only INDEX]`: mutated inputs against the laws of laws.ts, or, with
 * `--dialects`, broken texts of every dialect against those of dialectCampaign.ts, or, with `--linear [--length N]`, hostile
 * files whose work is counted (linearCampaign.ts).
 */
import { parseArgs } from "node:util";
import { describeFailure, runCampaign } from "./campaign";
import { runDialectCampaign } from "./dialectCampaign";
import { superlinear } from "./linearCampaign";

const { values } = parseArgs({
  options: {
    seed: { type: "string", default: "1" },
    count: { type: "string" },
    only: { type: "string" },
    dialects: { type: "boolean", default: false },
    linear: { type: "boolean", default: false },
    length: { type: "string", default: "320000" },
  },
});
const seed = Number(values.seed);
const first = values.only === undefined ? 0 : Number(values.only);
const count = Number(values.count ?? (values.linear ? 300 : 200_000));
const end = values.only === undefined ? count : first + 1;
const step = values.linear ? 10 : 10_000;

console.log(`seed ${seed}, inputs ${first} to ${end - 1}`);
const began = performance.now();
for (let from = first; from < end; from += step) {
  const to = Math.min(end, from + step);
  const why = values.linear
    ? superlinear(seed, from, to, Number(values.length))
    : values.dialects
      ? brokenDialect(from, to)
      : brokenLaw(from, to);
  if (why !== undefined) {
    console.error(why);
    process.exit(1);
  }
  console.log(`${to - first} of ${end - first} hold, ${((performance.now() - began) / 1000).toFixed(1)} s`);
}

function brokenLaw(from: number, to: number): string | undefined {
  const failure = runCampaign(seed, from, to);
  return failure && describeFailure(failure);
}

function brokenDialect(from: number, to: number): string | undefined {
  const failure = runDialectCampaign(seed, from, to);
  if (failure === undefined) return undefined;
  const { dialect, law, text, index } = failure;
  return `${dialect}: ${law}\ninput: ${JSON.stringify(text)}\nagain: npm run fuzz -- --dialects --seed ${seed} --only ${index}`;
}

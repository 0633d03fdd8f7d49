import { shareDifference } from "../../statistics/difference";
import { proportion, type Interval } from "../../statistics/proportion";
import { studentQuantile } from "../../statistics/student";
import type { ComparedShare } from "../figures/comparison";
import { nameTerm } from "../filterText";
import { meanOf, type Scope } from "../scope";
import type { Pairing } from "./pairing";

/** Shares of samples by rule, the largest change first. */
export function rulesOf(a: Scope, b: Scope, { pairs }: Pairing): ComparedShare[] {
  const [inA, inB] = [rowsByRule(a), rowsByRule(b)];
  const found = [...new Set([...inA.keys(), ...inB.keys()])].flatMap((name): ComparedShare[] => {
    const [withA, withB] = [inA.get(name) ?? none, inB.get(name) ?? none];
    const [ofA, ofB] = [proportion(withA.size, a.n), proportion(withB.size, b.n)];
    const ofSamples = shareDifference(ofA, ofB);
    if (ofSamples === undefined) return [];
    const ofPrompts = pairs.length > 0 ? pairedDifference(withA, withB, pairs) : unpairedDifference(a, withA, b, withB);
    const interval = widest(ofSamples, ofPrompts);
    const change = interval.low > 0 ? "worse" : interval.high < 0 ? "better" : "not clear";
    const { value: difference } = ofSamples;
    return [{ name, a: ofA, b: ofB, difference, interval, change, filter: nameTerm("rule", name) }];
  });
  return found.sort((x, y) => Math.abs(y.difference) - Math.abs(x.difference) || (x.name < y.name ? -1 : 1));
}

const none: ReadonlySet<number> = new Set();

/** The rows with a finding of each rule. */
export function rowsByRule({ table, rows }: Scope): Map<string, Set<number>> {
  const found = new Map<string, Set<number>>();
  for (const row of rows) {
    for (const { rule } of table.findingsOf(row)) {
      const known = found.get(rule);
      if (known === undefined) found.set(rule, new Set([row]));
      else known.add(row);
    }
  }
  return found;
}

/**
 * Two intervals as one that contains both. Newcombe's takes the samples as independent, which rollouts of a prompt are
 * not; that by prompts has no width where all prompts changed alike.
 */
function widest(one: Interval, other: Interval | undefined): Interval {
  return { low: Math.min(one.low, other?.low ?? one.low), high: Math.max(one.high, other?.high ?? one.high) };
}

/** The interval of the mean over pairs of the difference of their shares. */
function pairedDifference(
  withA: ReadonlySet<number>,
  withB: ReadonlySet<number>,
  pairs: Pairing["pairs"],
): Interval | undefined {
  const shareOf = (rows: readonly number[], among: ReadonlySet<number>): number =>
    rows.filter((row) => among.has(row)).length / rows.length;
  return meanOf(pairs.map(({ a, b }) => ({ x: shareOf(b, withB) - shareOf(a, withA), n: 1 })))?.interval;
}

/** By the errors of both shares, each clustered by group; the degrees of freedom are those of the smaller run. */
function unpairedDifference(
  a: Scope,
  withA: ReadonlySet<number>,
  b: Scope,
  withB: ReadonlySet<number>,
): Interval | undefined {
  const [ofA, ofB] = [a.mean((row) => Number(withA.has(row))), b.mean((row) => Number(withB.has(row)))];
  if (ofA?.standardError === undefined || ofB?.standardError === undefined) return undefined;
  const free = Math.min(ofA.clusters, ofB.clusters) - 1;
  const reach = studentQuantile(free) * Math.hypot(ofA.standardError, ofB.standardError);
  const difference = ofB.value - ofA.value;
  return { low: difference - reach, high: difference + reach };
}

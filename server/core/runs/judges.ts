import { fisherExact } from "../statistics/exactTests";
import { lengthFigures, type SizedPair } from "../statistics/length";
import { orderFigures } from "../statistics/orders";
import { creditShare } from "./benchmarks/subsets";
import { byLength, named } from "./breakdowns";
import type { Part, Sentence, Share } from "./figures/figure";
import type { JudgeFigures } from "./figures/judges";
import { chosen } from "./groups/orderPairs";
import { quoteFigures, quoteSentence } from "./quotes";
import type { Scope } from "./scope";
import { between, count, percent, plural } from "./words";

/** Maximum number of other gold labels that are named. */
const maxLabels = 5;

/** Judges' verdicts and quotes among the samples that pass a filter; undefined if there is no judgement. */
export function judgeFigures(all: Scope): JudgeFigures | undefined {
  const { judge } = all.table;
  if (!judge.isUsed) return undefined;
  const scope = all.where((row) => judge.has(row));
  if (scope.n === 0) return undefined;
  const reading = readingOf(scope);
  const readings = [...new Set([reading, "parsed", ...judge.readings])].filter((name) => judge.readings.includes(name));
  const rightBy =
    (name: string) =>
    (row: number): boolean | undefined => {
      const gold = judge.gold.get(row);
      const verdict = judge.verdict(name, row);
      return gold === undefined || verdict === undefined ? undefined : verdict === gold;
    };
  const figures: Omit<JudgeFigures, "sentences"> = {
    n: scope.n,
    reading,
    right: readings.map((name) => ({
      name,
      figure: scope.share(rightBy(name)),
      filter: name === reading ? "right" : undefined,
    })),
    recorded: recordedOf(scope),
    without: {
      name: "no verdict",
      figure: scope.share((row) => judge.decisive(row) === null),
      filter: "not has:verdict",
    },
    otherGold: otherGoldOf(scope),
    disagreeing: {
      name: "readings differ",
      figure: scope.share((row) => differs(judge.readings.map((name) => judge.verdict(name, row)))),
      filter: undefined,
    },
    bySubset: partsOf(named(scope, "subset", (row) => all.table.category.get(row), "category")),
    byTaskType: partsOf(named(scope, "task type", (row) => judge.taskType.get(row), undefined)),
    byLength: partsOf(byLength(scope)),
    quotes: quoteFigures(scope),
    ...positions(scope, reading),
    shareOfA: shareOfA(scope),
    length: lengths(scope),
  };
  return { ...figures, sentences: sentences(figures) };
}

function partsOf({ parts }: { readonly parts: readonly Part<Share>[] }): readonly Part<Share>[] {
  return parts;
}

/** Do readings of one judgement differ? Those that it lacks, because another form has them, do not count. */
function differs(verdicts: readonly (string | null | undefined)[]): boolean | undefined {
  const known = new Set(verdicts.filter((verdict) => verdict !== undefined));
  return known.size === 0 ? undefined : known.size > 1;
}

/** Gold labels that are neither response, the most frequent first. */
function otherGoldOf({ table, rows }: Scope): JudgeFigures["otherGold"] {
  const counts = new Map<string, number>();
  for (const row of rows) {
    const label = table.judge.otherGold.get(row);
    if (label !== undefined) counts.set(label, (counts.get(label) ?? 0) + 1);
  }
  const labels = [...counts].map(([name, n]) => ({ name, n })).sort((a, b) => b.n - a.n || (a.name < b.name ? -1 : 1));
  return { n: labels.reduce((sum, { n }) => sum + n, 0), labels: labels.slice(0, maxLabels) };
}

/** The reading that decides most rewards, else the author's meaning. */
function readingOf({ table, rows }: Scope): string {
  for (const row of rows) {
    const paid = table.judge.paidReading.get(row);
    if (paid !== undefined) return paid;
  }
  return "parsed";
}

/**
 * The benchmark's recorded results, and how many of them follow from the text: by the reading of the whole text if
 * there is one, as benchmarks read it.
 */
function recordedOf(scope: Scope): JudgeFigures["recorded"] {
  const { judge } = scope.table;
  const known = scope.where((row) => !Number.isNaN(judge.result.get(row)));
  if (known.n === 0) return undefined;
  const reading = judge.readings.includes("eval") ? "eval" : "parsed";
  return {
    right: creditShare(known),
    agree: known.share((row) => {
      const [gold, verdict, result] = [judge.gold.get(row), judge.verdict(reading, row), judge.result.get(row)];
      // Without its text, a result follows from nothing.
      if (gold === undefined || verdict === undefined) return undefined;
      // Half a credit is for a tie, or for no verdict.
      return result > 0 && result < 1 ? verdict !== "A" && verdict !== "B" : (verdict === gold) === (result === 1);
    }),
  };
}

/** Pairs judged in both orders, if there are any; else right and wrong by the slot of the gold response. */
function positions(scope: Scope, reading: string): Pick<JudgeFigures, "orders" | "slots"> {
  const { run, table, rows } = scope;
  const isIn = new Set(rows);
  const pairs = run.pairs.filter(({ rows: [one, other] }) => isIn.has(one) && isIn.has(other));
  if (pairs.length > 0) {
    const twice = pairs.map(({ rows: [one, other] }) => ({
      AB: chosen(table, one, reading),
      BA: chosen(table, other, reading),
      gold: table.judge.gold.get(one) as "A" | "B" | undefined,
    }));
    return { orders: orderFigures(twice), slots: undefined };
  }
  const bySlot = (slot: "A" | "B"): Share =>
    scope.share((row) => {
      const gold = table.judge.gold.get(row);
      return gold !== slot ? undefined : table.judge.decisive(row) === gold;
    });
  const [first, second] = [bySlot("A"), bySlot("B")];
  if (first.n === 0 || second.n === 0) return { orders: undefined, slots: undefined };
  const p = fisherExact([
    [first.k, first.n - first.k],
    [second.k, second.n - second.k],
  ]);
  return { orders: undefined, slots: { first, second, p } };
}

function shareOfA(scope: Scope): JudgeFigures["shareOfA"] {
  const { judge } = scope.table;
  const verdicts = scope.share((row) => {
    const verdict = judge.decisive(row);
    return verdict === "A" || verdict === "B" ? verdict === "A" : undefined;
  });
  const gold = scope.share((row) => {
    const label = judge.gold.get(row);
    return label === undefined ? undefined : label === "A";
  });
  return verdicts.n === 0 || gold.n === 0 ? undefined : { verdicts, gold };
}

function lengths({ table, rows }: Scope): JudgeFigures["length"] {
  const pairs: SizedPair[] = [];
  for (const row of rows) {
    const judge = table.judge.get(row);
    const choice = table.judge.decisive(row);
    if (judge?.lengths === undefined || judge.gold === undefined || (choice !== "A" && choice !== "B")) continue;
    pairs.push({ lengthA: judge.lengths.a, lengthB: judge.lengths.b, choice, gold: judge.gold });
  }
  return pairs.length === 0 ? undefined : lengthFigures(pairs);
}

function sentences(figures: Omit<JudgeFigures, "sentences">): Sentence[] {
  const { quotes, right, without, otherGold, orders, slots } = figures;
  const said: Sentence[] = quotes === undefined ? [] : [quoteSentence(quotes)];
  const [own] = right;
  if (own?.figure.interval !== undefined) {
    const { figure, name } = own;
    const lost =
      without.figure.k === 0
        ? ""
        : ` ${plural(without.figure.k, "judgement")} ${without.figure.k === 1 ? "has" : "have"} no verdict.`;
    said.push({
      lead: `${percent(figure.value)} of ${plural(figure.n, "verdict")} are right, read as ${name}.`,
      rest: `95 % interval ${percentsBetween(figure)}.${lost}`,
      filter: "wrong",
    });
  }
  if (otherGold.n > 0) {
    const named = otherGold.labels.map(({ name, n }) => `${name} (${count(n)})`).join(", ");
    said.push({
      lead: `${plural(otherGold.n, "gold label")} ${otherGold.n === 1 ? "is" : "are"} neither response: ${named}.`,
      rest: "No verdict is compared with them: they count as neither right nor wrong.",
      filter: undefined,
    });
  }
  if (orders !== undefined) {
    const { consistency, lean, pairs } = orders;
    said.push({
      lead: `${count(pairs - consistency.k)} of ${plural(pairs, "pair")} flip with the order.`,
      rest: `Of the flips ${count(lean.first)} chose the first slot twice and ${count(lean.second)} the second (p = ${lean.p.toPrecision(2)}).`,
      filter: "flipped",
    });
  }
  if (slots !== undefined && slots.p < 0.05) {
    said.push({
      lead: `The judge is right in ${percent(slots.first.value)} where gold stands first and in ${percent(slots.second.value)} where it stands second.`,
      rest: `Fisher's exact test: p = ${slots.p.toPrecision(2)}. Each pair was judged in one order only.`,
      filter: undefined,
    });
  }
  return said;
}

function percentsBetween({ interval }: Share): string {
  return interval === undefined ? "" : `${between({ low: interval.low * 100, high: interval.high * 100 }, 1)} %`;
}

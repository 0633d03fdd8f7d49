import { binomialAtHalf } from "./exactTests";
import { proportion, type Proportion } from "./proportion";

/** A pair: its responses' lengths, the judge's choice and the gold choice. */
export interface SizedPair {
  readonly lengthA: number;
  readonly lengthB: number;
  readonly choice: "A" | "B";
  readonly gold: "A" | "B";
}

export interface LengthFigures {
  /** How often the longer response wins, for the judge and for gold, on the same pairs. */
  readonly byJudge: Proportion;
  readonly byGold: Proportion;
  /** McNemar's test between the two. */
  readonly p: number;
  /** The same by quartile of the length ratio (longer over shorter), starting with the closest lengths. */
  readonly quartiles: readonly { readonly upTo: number; readonly byJudge: Proportion; readonly byGold: Proportion }[];
}

/** Whether a judge prefers the longer response more often than gold does. Pairs of equal length do not count. */
export function lengthFigures(pairs: readonly SizedPair[]): LengthFigures {
  const told = pairs
    .filter(({ lengthA, lengthB }) => lengthA !== lengthB)
    .map(({ lengthA, lengthB, choice, gold }) => {
      const longer = lengthA > lengthB ? "A" : "B";
      const ratio = Math.max(lengthA, lengthB) / Math.min(lengthA, lengthB);
      return { ratio, judge: choice === longer, gold: gold === longer };
    })
    .sort((one, other) => one.ratio - other.ratio);
  const figures = (part: typeof told): { byJudge: Proportion; byGold: Proportion } => ({
    byJudge: proportion(part.filter(({ judge }) => judge).length, part.length),
    byGold: proportion(part.filter(({ gold }) => gold).length, part.length),
  });
  const quartiles = [0, 1, 2, 3].map((q) =>
    told.slice(Math.floor((q * told.length) / 4), Math.floor(((q + 1) * told.length) / 4)),
  );
  return {
    ...figures(told),
    p: binomialAtHalf(
      told.filter(({ judge, gold }) => judge && !gold).length,
      told.filter(({ judge, gold }) => !judge && gold).length,
    ),
    quartiles: quartiles.flatMap((part) => {
      const last = part.at(-1);
      return last === undefined ? [] : [{ upTo: last.ratio, ...figures(part) }];
    }),
  };
}

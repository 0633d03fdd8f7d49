import type { JudgeFigures } from "../../../runs/figures/judges";
import type { Share } from "../../../runs/figures/figure";
import { count, percent, plural } from "../../../runs/words";
import { section, table, type Section } from "../document";
import { intervalOf } from "./cells";

/** How judges did. */
export function judgeSection(judges: JudgeFigures): Section {
  const { right, recorded, without, disagreeing, bySubset, byTaskType, byLength, quotes, orders, shareOfA } = judges;
  const shares = [
    ...right.map(({ name, figure }) => [`right, read as ${name}`, figure] as const),
    ...(recorded === undefined
      ? []
      : ([
          ["right as recorded", recorded.right],
          ["recorded results that follow from the text", recorded.agree],
        ] as const)),
    [without.name, without.figure] as const,
    [disagreeing.name, disagreeing.figure] as const,
    ...(orders === undefined ? [] : [["the same answer in both orders", orders.consistency] as const]),
    ...(shareOfA === undefined
      ? []
      : ([
          ["verdicts that are A", shareOfA.verdicts],
          ["gold labels that are A", shareOfA.gold],
        ] as const)),
  ];
  const columns = ["", "share#", "interval#", "n#"];
  const row = (name: string, share: Share): string[] => [name, percent(share.value), intervalOf(share), count(share.n)];
  const parts = (caption: string, of: JudgeFigures["bySubset"]): ReturnType<typeof table>[] =>
    of.length < 2
      ? []
      : [
          table(
            caption,
            columns,
            of.map(({ name, figure }) => row(name, figure)),
          ),
        ];
  return section("Judges", {
    sentences: judges.sentences,
    tables: [
      table(
        "Verdicts, with 95 % intervals",
        columns,
        shares.map(([name, share]) => row(name, share)),
      ),
      ...parts("Right by subset", bySubset),
      ...parts("Right by task type", byTaskType),
      ...parts("Right by length of the judgement", byLength),
      ...(quotes === undefined
        ? []
        : [
            table(
              `Quotes in ${plural(quotes.judgements, "judgement")}`,
              ["", "quotes#", "share#"],
              [quotes.exact, quotes.normalised, quotes.altered, quotes.other, quotes.invented].map(
                ({ name, figure }) => [name, count(figure), percent(figure / quotes.n)],
              ),
            ),
          ]),
    ],
  });
}

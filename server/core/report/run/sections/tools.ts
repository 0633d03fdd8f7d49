import type { ToolFigures } from "../../../runs/figures/tools";
import { count, fixed, percent } from "../../../runs/words";
import { section, table, type Section } from "../document";
import { intervalOf } from "./cells";

/** How tools were used. */
export function toolSection(tools: ToolFigures): Section {
  const shares = [
    ["no call where the ground truth has none", tools.relevance],
    ["a call where the ground truth has none", tools.overuse],
    ["no call where the ground truth has some", tools.missed],
    ["ends in a question without a call", tools.asked],
    ["an answer of a tool tells an error", tools.errors],
  ] as const;
  const columns = ["", "samples#", "interval#", "n#"];
  return section("Tools", {
    sentences: [{ lead: `${fixed(tools.meanCalls)} calls per sample.`, rest: "" }],
    tables: [
      table(
        "Behaviour",
        columns,
        shares.flatMap(([name, share]) =>
          share === undefined ? [] : [[name, percent(share.value), intervalOf(share), count(share.n)]],
        ),
      ),
      table(
        "Samples by the tools that they call",
        columns,
        tools.tools.map(({ name, share }) => [name, percent(share.value), intervalOf(share), count(share.k)]),
        tools.moreTools,
      ),
    ],
  });
}

import type { Comparison } from "../../../runs/figures/comparison";
import { between, fixed, percent, signed } from "../../../runs/words";
import { section, table, type Section } from "../document";
import { maxRows, meanInWords } from "./cells";

/** Two runs beside each other. */
export function comparisonSection(comparison: Comparison, digits: number): Section {
  const { a, b, rules, components, prompts } = comparison;
  return section(`${a.name} against ${b.name}`, {
    sentences: comparison.sentences,
    tables: [
      ...(components.length === 0
        ? []
        : [
            table(
              "Components",
              ["component", "A#", "B#"],
              components.map(({ name, a: x, b: y }) => [name, meanInWords(x, digits), meanInWords(y, digits)]),
            ),
          ]),
      table(
        "Samples with a finding, by rule",
        ["rule", "A#", "B#", "B − A#", "interval#", ""],
        rules
          .slice(0, maxRows)
          .map(({ name, a: x, b: y, difference, interval, change }) => [
            name,
            percent(x.value),
            percent(y.value),
            signed(difference * 100, 1),
            between({ low: interval.low * 100, high: interval.high * 100 }, 1),
            change,
          ]),
        Math.max(0, rules.length - maxRows),
      ),
      ...(prompts.length === 0
        ? []
        : [
            table(
              "Prompts, the largest change first",
              ["prompt", "A#", "B#", "B − A#", "rule that changed most"],
              prompts
                .slice(0, maxRows)
                .map(({ question, a: x, b: y, difference, rule }) => [
                  question ?? "",
                  fixed(x, digits),
                  fixed(y, digits),
                  signed(difference, digits),
                  rule === undefined ? "" : `${rule.id} (${signed(rule.rollouts, 0)} samples)`,
                ]),
              Math.max(0, prompts.length - maxRows),
            ),
          ]),
    ],
  });
}

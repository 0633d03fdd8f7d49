import type { ReadRubricBlock } from "../../facts/judgement";
import { rubricLimit, type RubricItem } from "../../rubrics/readRubric";
import { remainingWeight, scaledWeights } from "../edits/weights";
import { traceRule, type Report } from "../rule";

export const rubricWeights = traceRule<ReadRubricBlock>({
  id: "rubric-weights",
  summary: "A rubric whose weights are missing or do not add up to 100 %.",
  severity: "warning",
  ofJudges: true,
  check({ facts, part, trace, report }) {
    for (const read of facts.judgement(part)?.rubrics ?? []) {
      // An empty rubric is reported as missing.
      if (trace.text.slice(read.block.content.start, read.block.content.end).trim() === "") continue;
      for (const fault of faultsOf(read)) report(fault, read);
    }
  },
  fixes({ part, state: { rubric } }) {
    const { items, total } = rubric;
    return total === undefined ? remainingWeight(items, part) : scaledWeights(items, part);
  },
});

function faultsOf({ block, rubric }: ReadRubricBlock): Report[] {
  const { items, total } = rubric;
  const opener = block.open?.span ?? block.span;
  if (rubric.notChecked) {
    const message = `Not checked: this rubric is longer than ${rubricLimit.toLocaleString("en")} characters.`;
    return [{ span: opener, severity: "information", message }];
  }
  const bare = items.filter((item) => item.weight === undefined);
  if (items.length === 0 || bare.length === items.length) {
    const what =
      items.length === 0 ? "No criteria with weights can be read from this rubric" : "No criterion has a weight";
    return [{ span: opener, message: `${what}: how the judgement follows from them cannot be told. ${advice}` }];
  }
  if (bare.length > 0) {
    return bare.map((item) => ({
      span: item.nameSpan,
      message: `"${item.name}" has no weight, but other criteria have one. ${advice}`,
    }));
  }
  if (total === undefined || isHundred(total, items)) return [];
  const last = items.at(-1)?.weight?.span ?? opener;
  return [
    {
      span: { start: items[0]?.span.start ?? last.start, end: last.end },
      message: `The weights add up to ${format(total)} %, not to 100 %: they say nothing plain about what counts how much. Change one of them.`,
    },
  ];
}

const advice = "Write a weight in percent behind each name; together they make 100 %.";

/** Three times 33 % is meant as 100 %: equal shares are written rounded. */
function isHundred(total: number, items: readonly RubricItem[]): boolean {
  if (Math.abs(total - 100) < 0.05) return true;
  const values = new Set(items.map((item) => item.weight?.value));
  const [value] = values;
  if (values.size > 1 || value === undefined) return false;
  const share = items[0]?.weight?.unit === "percent" ? value : value * 100;
  return Math.abs(share - 100 / items.length) < 1;
}

function format(percent: number): string {
  return String(Math.round(percent * 100) / 100);
}

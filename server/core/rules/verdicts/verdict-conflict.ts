import { readingsInWords } from "../../verdicts/forms/inWords";
import { lostVerdict } from "../../verdicts/verdictStake";
import { verdictLabels, verdictMarker } from "../../verdicts/verdictForm";
import type { Verdict } from "../../model/sample";
import type { BlockNode, Trace } from "../../model/trace";
import { onlyVerdict } from "../edits/verdict";
import { textOf } from "../../text/span";
import { traceRule } from "../rule";

export const verdictConflict = traceRule({
  id: "verdict-conflict",
  summary: "Two different verdicts, in one answer or in two.",
  severity: "error",
  ofJudges: true,
  check({ facts, part, trace, report }) {
    const judged = facts.judged(part);
    if (judged?.conflicting !== undefined && judged.meant !== undefined) {
      const { conflicting, meant, readings } = judged;
      report({
        span: { start: conflicting.span.start, end: meant.span.end },
        message: `Two verdicts stand side by side, ${conflicting.text} and ${meant.text}: ${readingsInWords(readings)}. Leave one.`,
      });
    }
    const judgement = facts.judgement(part);
    const stake = judgement?.stake;
    const answers = (judgement?.answers ?? []).map((block) => ({
      block,
      verdicts: verdictsIn(block, trace),
    }));
    const first = answers.find(({ verdicts }) => verdicts.length > 0);
    for (const { block, verdicts } of answers) {
      if (verdicts.length > 1) {
        report({
          span: block.content,
          cost: "verdict",
          message: `This answer names both responses: benchmarks count it as an error${stake === undefined ? "" : `, and ${lostVerdict(stake)} whatever the gold label is`}. Leave one.`,
        });
        continue;
      }
      const [verdict] = verdicts;
      const earlier = first?.verdicts[0];
      if (verdict === undefined || earlier === undefined || verdict === earlier || first === undefined) continue;
      report({
        span: block.content,
        message: `This verdict is ${verdict}, and an earlier one is ${earlier}: benchmarks count two verdicts as an error${stake === undefined ? "" : ", and the reward does so where both stand in the last 80 characters"}. Leave one.`,
        related: [{ part, span: first.block.content, message: `The earlier verdict: ${earlier}.` }],
      });
    }
  },
  fixes({ part }, { facts }) {
    const judgement = facts.judgement(part);
    const trace = facts.traceOf(part);
    const verdicts = judgement?.answers.map((block) => verdictsIn(block, trace)) ?? [];
    const last = verdicts.at(-1);
    // Readers of the trace take the last one; if that names both responses, only the words around it can decide.
    const meant = judgement?.statedVerdict ?? (last?.length === 1 ? last[0] : undefined);
    const nested = judgement?.answers.some(({ span }, i) => span.start < (judgement.answers[i - 1]?.span.end ?? 0));
    if (judgement === undefined || meant === undefined || nested === true) return [];
    const others = verdictLabels.filter(
      (label) => label !== meant && verdicts.some(([only, second]) => only === label && second === undefined),
    );
    return [meant, ...others].map((verdict) => onlyVerdict(verdict, judgement.answers, part));
  },
});

function verdictsIn(block: BlockNode, trace: Trace): Verdict[] {
  const content = textOf(trace.text, block.content);
  return verdictLabels.filter((label) => content.includes(verdictMarker(label)));
}

import { traceRule } from "../shared/rule";

export const verdictWrong = traceRule({
  id: "verdict-wrong",
  summary: "A verdict that is not the gold label.",
  severity: "information",
  check({ facts, part, sample, report }) {
    const judgement = facts.judgement(part);
    if (judgement === undefined || part === sample.groundTruth) return;
    const { gold, readings } = judgement;
    const { verdict, span } = readings.parsed;
    if (gold === undefined || verdict === undefined || span === undefined || verdict === gold) return;
    report({
      span,
      message: `The verdict is ${verdict}, the gold label ${gold}: the judge is wrong here, and its reward is −1.`,
    });
  },
});

import { lostVerdict } from "../../verdicts/verdictStake";
import { traceRule } from "../rule";

export const verdictWrong = traceRule({
  id: "verdict-wrong",
  summary: "A verdict that is not the gold label.",
  severity: "information",
  ofJudges: true,
  check({ facts, part, sample, report }) {
    const judged = facts.judged(part);
    const side = judged?.side;
    const { gold: label } = sample.attributes;
    if (judged?.meant !== undefined && side !== undefined && label !== undefined && side !== label) {
      report({
        span: judged.meant.span,
        message: `The verdict is ${side === "tie" ? "a tie" : side}, the gold label ${label}: the judge is wrong here.`,
      });
    }
    const judgement = facts.judgement(part);
    if (judgement === undefined || part === sample.groundTruth) return;
    const { gold, readings, paidReading } = judgement;
    const { verdict, span } = readings.parsed;
    if (gold === undefined || verdict === undefined || span === undefined || verdict === gold) return;
    // If the reward reads the gold label anyway, nothing is lost.
    const stake = paidReading?.verdict === gold ? undefined : judgement.stake;
    report({
      span,
      cost: "verdict",
      message: `The verdict is ${verdict}, the gold label ${gold}: the judge is wrong here${stake === undefined ? "" : `, and ${lostVerdict(stake, "its reward")}`}.`,
    });
  },
});

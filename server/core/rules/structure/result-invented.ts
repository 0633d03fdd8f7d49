import { tagText } from "../../model/trace";
import { blockWithSpace } from "../edits/blocks";
import { traceRule } from "../rule";

/** Text that only the environment writes, although nothing asked the environment for it. */
export const resultInvented = traceRule({
  id: "result-invented",
  summary: "A result that no call has brought: the model wrote it.",
  severity: "error",
  check({ facts, part, report }) {
    for (const { block, after } of facts.layout(part).invented) {
      const opener = tagText("opener", block.name);
      const message = `${opener} stands behind no ${tagText("opener", after)}, so the environment cannot have written it: the model made it up. Where such a trace is rewarded, the model learns to invent its results. Leave it out of training.`;
      report({ span: block.span, message });
    }
  },
  fixes({ part, span }) {
    return [{ title: "Take it out", safe: false, edits: [{ part, span: blockWithSpace(part.text, span), text: "" }] }];
  },
});

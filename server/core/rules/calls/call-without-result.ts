import { toolNameOf } from "../../dialects/sampleCalls";
import { givenCall, unansweredCalls } from "../../facts/answeredCalls";
import { traceRule } from "../rule";

/** A call that the dialogue never answers, although it goes on. */
export const callWithoutResult = traceRule({
  id: "call-without-result",
  summary: "A call is answered by no result, although the dialogue goes on.",
  severity: "warning",
  cause: "wrong calls",
  needsEnd: true,
  check({ sample, facts, part, report }) {
    if (part !== sample.completion) return;
    for (const number of unansweredCalls(facts)) {
      const call = givenCall(sample, number);
      if (call === undefined) continue;
      const id = sample.calls[number]?.id;
      const named = id === undefined ? "" : ` (${JSON.stringify(id)})`;
      report({
        ...call.place,
        message: `No result answers this call to ${JSON.stringify(toolNameOf(call) ?? "")}${named}, and the dialogue goes on: servers refuse such a dialogue, and who is trained on it learns to go on without the result. Put the result in, or take the call out.`,
      });
    }
  },
});

import { callsInARow, repeatedCalls } from "../../facts/repeatedCalls";
import { toolNameOf } from "../../dialects/sampleCalls";
import { traceRule } from "../rule";

/** The same call with the same arguments, repeated in one turn or turn after turn. */
export const repeatedCall = traceRule({
  id: "repeated-call",
  summary: "The same call with the same arguments again: in one turn, or turn after turn.",
  severity: "warning",
  cause: "wrong calls",
  check({ facts, part, report }) {
    for (const { call, before } of repeatedCalls(facts, part)) {
      report({
        ...call.place,
        message: `The same call to ${JSON.stringify(toolNameOf(call))}, with the same arguments, stands in this turn already: the tool runs twice before either result is known. Write it once.`,
        related: [{ ...before.place, message: "This is the first one." }],
      });
    }
    for (const { call, times } of callsInARow(facts, part)) {
      report({
        ...call.place,
        message: `The same call to ${JSON.stringify(toolNameOf(call))}, with the same arguments, is made in ${times} turns in a row, and brought nothing new: the model is in a loop. Leave such turns out of what is trained on.`,
      });
    }
  },
});

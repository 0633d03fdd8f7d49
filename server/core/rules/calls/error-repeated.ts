import { retriedCalls } from "../../facts/repeatedCalls";
import { toolNameOf } from "../../dialects/sampleCalls";
import { traceRule } from "../rule";

/** A call that the tool refused, repeated without a change. */
export const errorRepeated = traceRule({
  id: "error-repeated",
  summary: "A call that was answered with an error is made again with the same arguments.",
  severity: "warning",
  cause: "wrong calls",
  check({ facts, part, report }) {
    for (const { call, error } of retriedCalls(facts, part)) {
      report({
        ...call.place,
        message: `This call to ${JSON.stringify(toolNameOf(call))} was just answered with an error, and is made again with the same arguments: nothing was learnt from it. Leave such turns out of what is trained on.`,
        related: [{ ...error, message: "This is the error." }],
      });
    }
  },
});

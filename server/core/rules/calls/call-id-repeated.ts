import { givenCall, sharedIds } from "../../facts/answeredCalls";
import { shorten } from "../../text/shorten";
import { traceRule } from "../rule";

/** Two calls of one turn with the same id. */
export const callIdRepeated = traceRule({
  id: "call-id-repeated",
  summary: "Two calls of one turn have the same id.",
  severity: "warning",
  check({ sample, facts, part, report }) {
    if (part !== sample.completion) return;
    for (const { id, call, first } of sharedIds(facts)) {
      const place = givenCall(sample, call)?.place;
      const before = givenCall(sample, first)?.place;
      if (place === undefined || before === undefined) continue;
      report({
        ...place,
        message: `This call has the id ${JSON.stringify(shorten(id))}, as another of this turn: which of the two a result answers cannot be told. Give each call an id of its own.`,
        related: [{ ...before, message: "This is the first one." }],
      });
    }
  },
});

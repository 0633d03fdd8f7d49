import { givenCall, reusedIds, sharedIds, sharedIdsInText } from "../../facts/answeredCalls";
import { shorten } from "../../text/shorten";
import { traceRule } from "../rule";

/** Two calls with the same id. */
export const callIdRepeated = traceRule({
  id: "call-id-repeated",
  summary: "Two calls have the same id.",
  severity: "warning",
  severities: "warning, information for calls of two turns that are given as data",
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
    for (const { id, call } of reusedIds(facts)) {
      const place = givenCall(sample, call)?.place;
      if (place === undefined) continue;
      const message = `This call has the id ${JSON.stringify(shorten(id))}, as one of an earlier turn: who looks for a result by its id may find the other's. Give each call of the dialogue an id of its own.`;
      report({ ...place, severity: "information", message });
    }
    for (const { call, first } of sharedIdsInText(facts, part)) {
      report({
        span: call.namePlace,
        message: `This call has the id ${JSON.stringify(shorten(call.id ?? ""))}, as another of this text: the template counts the calls through the dialogue, and which of the two a result answers cannot be told. Count on.`,
        related: [{ part, span: first.namePlace, message: "This is the first one." }],
      });
    }
  },
});

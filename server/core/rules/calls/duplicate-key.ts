import type { Argument } from "../../dialects/call";
import { repeatedKeys, type RepeatedKey } from "../../facts/repeatedKeys";
import type { JsonMember } from "../../json/jsonNode";
import type { Fix } from "../../model/fix";
import { memberWithComma } from "../edits/jsonMembers";
import { shorten } from "../../text/shorten";
import { span, textOf } from "../../text/span";
import { traceRule } from "../rule";

/** An argument that a dialect's call has twice: the first one, whose value is lost. */
interface RepeatedArgument {
  readonly argument: Argument;
}

/** Keys that occur more than once in one object of a call. */
export const duplicateKey = traceRule<RepeatedKey | RepeatedArgument>({
  id: "duplicate-key",
  summary: "A key that stands more than once in one object of a tool call.",
  severity: "warning",
  check({ facts, part, report }) {
    for (const { json, inDialect } of facts.calls(part)) {
      const seen = inDialect && new Map<string, Argument>();
      for (const argument of inDialect?.arguments ?? []) {
        const { name, namePlace } = argument;
        const before = seen?.get(name);
        seen?.set(name, argument);
        if (before === undefined) continue;
        const message = `This call has the argument "${shorten(name)}" already. Readers keep the last value only, so ${shorten(before.written)} is lost: keep the one that is meant.`;
        const related = [{ part, span: before.place, message: "The value that is lost" }];
        report({ span: namePlace, message, related }, { argument: before });
      }
      if (json === undefined) continue;
      for (const repeated of repeatedKeys(json.value)) {
        const { again, before } = repeated;
        const lost = shorten(textOf(json.part.text, before.value.span));
        const message = `This object has the key ${shorten(JSON.stringify(again.key.value))} already. Python and JavaScript keep the last value only, so ${lost} is lost: keep the one that is meant.`;
        const first = { start: before.key.span.start, end: before.value.span.end };
        const related = [{ part: json.part, span: span(first.start, first.end), message: "The value that is lost" }];
        report({ part: json.part, span: again.key.span, message, related }, repeated);
      }
    }
  },
  fixes({ part, state }) {
    // Only the author knows which of two arguments in a dialect's own marks to keep.
    if ("argument" in state) return [];
    const { again, before, object } = state;
    const keeping = (kept: JsonMember, lost: JsonMember, which: string): Fix => ({
      title: `Keep the ${which} value, ${shorten(textOf(part.text, kept.value.span))}`,
      safe: false,
      edits: [{ part, span: memberWithComma(object, lost), text: "" }],
    });
    // All readers have read the last one so far.
    return [keeping(again, before, "later"), keeping(before, again, "earlier")];
  },
});

import { repeatedKeys } from "../../facts/repeatedKeys";
import type { JsonMember } from "../../json/jsonNode";
import type { Fix } from "../../model/fix";
import { memberWithComma } from "../edits/jsonMembers";
import { shorten } from "../../text/shorten";
import { span, textOf } from "../../text/span";
import type { Rule } from "../shared/rule";

/** Keys that stand more than once in one object of a call. */
export const duplicateKey: Rule = {
  id: "duplicate-key",
  summary: "A key that stands more than once in one object of a tool call.",
  severity: "warning",
  scope: "trace",
  check({ facts, part, report }) {
    for (const { json } of facts.calls(part)) {
      if (json === undefined) continue;
      for (const { again, before } of repeatedKeys(json.value)) {
        const lost = shorten(textOf(json.part.text, before.value.span));
        const message = `This object has the key ${shorten(JSON.stringify(again.key.value))} already. Python and JavaScript keep the last value only, so ${lost} is lost: keep the one that is meant.`;
        const first = { start: before.key.span.start, end: before.value.span.end };
        const related = [{ part: json.part, span: span(first.start, first.end), message: "The value that is lost" }];
        report({ part: json.part, span: again.key.span, message, related });
      }
    }
  },
  fixes({ part, span: at }, { facts }) {
    const calls = facts.traced.flatMap((trace) => facts.calls(trace));
    const objects = calls.flatMap(({ json }) => (json?.part === part ? [json.value] : []));
    const found = objects.flatMap(repeatedKeys).find(({ again }) => again.key.span.start === at.start);
    if (found === undefined) return [];
    const keeping = (kept: JsonMember, lost: JsonMember, which: string): Fix => ({
      title: `Keep the ${which} value, ${shorten(textOf(part.text, kept.value.span))}`,
      safe: false,
      edits: [{ part, span: memberWithComma(found.object, lost), text: "" }],
    });
    // The last one is what all readers have read so far.
    return [keeping(found.again, found.before, "later"), keeping(found.before, found.again, "earlier")];
  },
};

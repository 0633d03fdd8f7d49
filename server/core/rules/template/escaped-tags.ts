import { escapedTags as tagsAsHtml, unescaped } from "../../facts/decoding";
import { textOf, type Span } from "../../text/span";
import { traceRule } from "../rule";

/** Tags that are written as HTML entities, so that no reader finds them. */
export const escapedTags = traceRule<readonly Span[]>({
  id: "escaped-tags",
  summary: "Tags that are written as HTML (`&lt;think&gt;`).",
  severity: "error",
  check({ part, profile, report }) {
    const tags = tagsAsHtml(part.text, profile);
    const [first] = tags;
    if (first === undefined) return;
    const written = textOf(part.text, first);
    const message = `${written} is a tag that was escaped as HTML: readers look for ${unescaped(written)} and find no tag at all (${tags.length} are written so). Take the escapes away, and look at what wrote them.`;
    report({ span: first, message }, tags);
  },
  fixes({ part, state: tags }) {
    const edits = tags.map((span) => ({ part, span, text: unescaped(textOf(part.text, span)) }));
    return [{ title: "Write the tags without escapes", safe: false, edits }];
  },
});

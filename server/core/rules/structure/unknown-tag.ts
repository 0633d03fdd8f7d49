import { dialectOf } from "../../dialects/data";
import { markerAt } from "../../dialects/marks";
import { tagText, type UnknownTag } from "../../model/trace";
import { isInOtherDialect } from "../../facts/besideConvention";
import { htmlNames } from "../../parse/htmlNames";
import { traceRule } from "../rule";

export const unknownTag = traceRule({
  id: "unknown-tag",
  summary: "A tag of no profile, where it is paired or stands where only tags belong.",
  severity: "warning",
  check({ facts, trace, profile, part, report }) {
    // Without tags of its own, a profile says nothing of those of others.
    if (trace.unknown.length === 0 || Object.keys(profile.tags).length === 0) return;
    const reading = facts.reading(part);
    const ofDialect = reading === undefined ? undefined : dialectOf(reading.dialect);
    const known = Object.keys(profile.tags)
      .map((tag) => tagText("opener", tag))
      .join(", ");
    for (const unknown of trace.unknown) {
      if (!isMeant(unknown)) continue;
      const tag = unknown.opener ?? unknown.closer;
      if (tag === undefined) continue;
      // The dialect knows its own marks, and other rules tell what is wrong with them.
      if (ofDialect !== undefined && markerAt(trace.text, tag.span.start, ofDialect) !== undefined) continue;
      if (isInOtherDialect(tag.span, part, facts)) continue;
      const written = trace.text.slice(tag.span.start, tag.span.end);
      report({
        span: tag.span,
        message: `${written} is a tag of no profile: readers treat it and what it holds as text. The ${profile.title} profile knows ${known}.`,
        related:
          unknown.opener !== undefined && unknown.closer !== undefined
            ? [{ part, span: unknown.closer.span, message: "It is closed here." }]
            : [],
      });
    }
  },
});

/** Types and headers in prose (`<String>`, `<vector>`) are unpaired; HTML in prose is markup. */
function isMeant({ opener, closer, inStructure }: UnknownTag): boolean {
  if (inStructure) return true;
  const paired = opener !== undefined && closer !== undefined;
  const name = (opener ?? closer)?.name.split(/\s/, 1)[0]?.toLowerCase() ?? "";
  return paired && !htmlNames.has(name) && !/["'=/]/.test(opener.name);
}

import type { AuditedFile, AuditedRecord } from "../../audit/auditedFile";
import { fileSpan } from "../../audit/places";
import type { Span } from "../../text/span";
import { describeItem, describeQuote, type Link } from "../../views/describeJudgement";
import { tracePlaceAt } from "../place";
import type { Hovered } from "./hovered";

/**
 * On a rubric's item: its weight, and where the evaluation takes it up. On a quote: where its words are in the
 * responses, and how closely they match.
 *
 * @param link writes a link to a place in the file
 */
export function judgementHover(file: AuditedFile, offset: number, link: (span: Span) => string): Hovered | undefined {
  const place = tracePlaceAt(file, offset);
  const judgement = place?.sample.facts.judgement(place.part);
  if (place === undefined || judgement === undefined) return undefined;
  const { record, part } = place;
  const linkIn = linkWithin(record, link);
  const item = judgement.rubricItemAt(place.offset);
  if (item !== undefined) {
    return {
      markdown: describeItem(judgement, item, part, linkIn),
      span: fileSpan(record, { part, span: item.span }),
    };
  }
  const quote = judgement.quoteAt(place.offset);
  if (quote === undefined) return undefined;
  const span = fileSpan(record, { part, span: quote.block.content });
  return { markdown: describeQuote(judgement, quote, linkIn), span };
}

function linkWithin(record: AuditedRecord, link: (span: Span) => string): Link {
  return (place) => link(fileSpan(record, place));
}

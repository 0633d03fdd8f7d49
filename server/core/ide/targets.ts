import type { AuditedFile } from "../audit/auditedFile";
import { fileSpan } from "../audit/places";
import type { Judgement } from "../facts/judgement";
import { whereItStands } from "../facts/quotePlaces";
import type { Location } from "../model/finding";
import type { Span } from "../text/span";
import { tracePlaceAt } from "./place";

/** A link from one place of a file to another; all spans are in the file. */
export interface FileTarget {
  /** The place with the link. */
  readonly from: Span;
  /** The whole target. */
  readonly whole: Span;
  /** The target's beginning, where the cursor goes. */
  readonly start: Span;
}

/** From a judge's quote to its words in the responses, and from a sentence of the evaluation to the criteria it takes up. */
export function targetsAt(file: AuditedFile, offset: number): readonly FileTarget[] {
  const place = tracePlaceAt(file, offset);
  const judgement = place?.sample.facts.judgement(place.part);
  if (place === undefined || judgement === undefined) return [];
  const { record, part } = place;
  const targets = quoteTargets(judgement, place.offset) ?? rubricTargets(judgement, place);
  return targets.map((target) => ({
    from: fileSpan(record, { part, span: target.from }),
    whole: fileSpan(record, { part: target.part, span: target.whole }),
    start: fileSpan(record, target),
  }));
}

/** The same in a sample: the span is the target's beginning. */
interface Target extends Location {
  readonly whole: Span;
  /** In the trace. */
  readonly from: Span;
}

/**
 * Undefined outside quotes. One target, even for a quote of several parts with ellipses: a list of them would get in
 * the way.
 */
function quoteTargets(judgement: Judgement, offset: number): Target[] | undefined {
  const quote = judgement.quoteAt(offset);
  if (quote === undefined) return undefined;
  const found = whereItStands(judgement, quote);
  if (found === undefined) return [];
  const { part, spans } = found;
  const [first] = spans;
  const whole = { start: first.start, end: Math.max(...spans.map(({ end }) => end)) };
  return [{ part, span: first, whole, from: quote.block.content }];
}

function rubricTargets(judgement: Judgement, { part, offset }: { part: Location["part"]; offset: number }): Target[] {
  return judgement
    .takenUpAt(offset)
    .map(({ item, sentence }) => ({ part, span: item.nameSpan, whole: item.span, from: sentence }));
}

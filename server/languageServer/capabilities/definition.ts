import type { Definition, DefinitionLink, ServerCapabilities } from "vscode-languageserver";
import type { AuditedFile } from "../../core/audit/auditedFile";
import { fileSpan } from "../../core/audit/places";
import type { Judgement } from "../../core/facts/judgement";
import { whereItStands } from "../../core/facts/quotePlaces";
import type { Location } from "../../core/model/finding";
import type { Span } from "../../core/text/span";
import type { OpenDocument } from "../openDocument";
import { tracePlaceAt } from "../../core/ide/place";
import type { Services } from "../services";

/**
 * From a judge's quote to where its words stand in the responses, and from where an evaluation takes up a criterion to the
 * rubric's item.
 */
export function definition({ connection, client, audits, answer }: Services): ServerCapabilities {
  connection.onDefinition(({ textDocument, position }, token) =>
    answer<Definition | DefinitionLink[] | null>("The definition", textDocument.uri, token, null, async (document) => {
      const file = await audits.file(document);
      if (file.isForeign) return null;
      const links = linksAt(document, file, document.offsetAt(position));
      if (client.definitionLinks) return links;
      return links.map(({ targetUri, targetSelectionRange }) => ({ uri: targetUri, range: targetSelectionRange }));
    }),
  );
  return { definitionProvider: true };
}

/** What something leads to. */
interface Target extends Location {
  /** All that is meant; the span is its beginning, to which the cursor goes. */
  readonly whole: Span;
  /** What leads there, in the trace. */
  readonly from: Span;
}

function linksAt(document: OpenDocument, file: AuditedFile, offset: number): DefinitionLink[] {
  const place = tracePlaceAt(file, offset);
  const judgement = place?.sample.facts.judgement(place.part);
  if (place === undefined || judgement === undefined) return [];
  const { record, part } = place;
  const targets = quoteTargets(judgement, place.offset) ?? rubricTargets(judgement, place);
  return targets.map((target) => ({
    originSelectionRange: document.rangeOf(fileSpan(record, { part, span: target.from })),
    targetUri: document.uri,
    targetRange: document.rangeOf(fileSpan(record, { part: target.part, span: target.whole })),
    targetSelectionRange: document.rangeOf(fileSpan(record, target)),
  }));
}

/** Undefined outside quotes. One target, however many parts a quote with ellipses has: a list of them would be in the way. */
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

import { type Hover, MarkupKind, type ServerCapabilities } from "vscode-languageserver";
import { fileSpan } from "../../core/audit/places";
import { codeInMarkdown } from "../../core/text/printable";
import type { Span } from "../../core/text/span";
import type { AuditedFile, AuditedSample } from "../../core/audit/auditedFile";
import { tagText } from "../../core/model/trace";
import { findHeaders } from "../../core/records/traceFile/headers";
import { describeTag } from "../../core/views/describe";
import { headerTexts } from "../../core/views/headerTexts";
import type { OpenDocument } from "../openDocument";
import { judgementHistory } from "../../core/ide/judgements/judgementTitles";
import { judgementHover } from "../../core/ide/hovers/judgementHover";
import type { Hovered } from "../../core/ide/hovers/hovered";
import { rewardOnCall, rewardOnHeader } from "../../core/ide/hovers/rewardHover";
import { recordAt, tagAt, tracePlaceAt } from "../../core/ide/place";
import type { Services } from "../services";
import { shownHover } from "../shown";
import { judgedFile } from "../judging/judgedFile";

/**
 * On a tag: its purpose, and what the file's profile expects. On a header: what it begins, and the reward. On a call:
 * what it earned. In a judgement: the weight of a criterion, and where a quote comes from.
 */
export function hover(services: Services): ServerCapabilities {
  const { connection, audits, answer } = services;
  connection.onHover(({ textDocument, position }, token) =>
    answer<Hover | null>("The hover", textDocument.uri, token, null, async (document) => {
      const file = await audits.file(document);
      if (file.isForeign) return null;
      const offset = document.offsetAt(position);
      return (
        tagHover(document, file, offset) ??
        (await headerHover(document, file, offset, services)) ??
        shown(document, rewardOnCall(file, offset, services.rewards)) ??
        shown(document, judgementHover(file, offset, linkInto(document))) ??
        (await verdictHover(document, file, offset, services)) ??
        null
      );
    }),
  );
  return { hoverProvider: true };
}

function tagHover(document: OpenDocument, file: AuditedFile, offset: number): Hover | undefined {
  const place = tracePlaceAt(file, offset);
  if (place === undefined) return undefined;
  const { record, sample, part } = place;
  const found = tagAt(sample.facts.traceOf(part), place.offset);
  if (found === undefined || !found.tag.known) return undefined;
  const { tag, mentioned } = found;
  const text = [describeTag(sample.profile, tag.name)];
  if (mentioned) text.push("Here the text only speaks about the tag: it opens and closes nothing.");
  if (tag.misspelled !== undefined) text.push(`The profile spells it ${codeInMarkdown(tagText(tag.kind, tag.name))}.`);
  return markdown(document, text.join("\n\n"), fileSpan(record, { part, span: tag.span }));
}

async function headerHover(
  document: OpenDocument,
  file: AuditedFile,
  offset: number,
  services: Services,
): Promise<Hover | undefined> {
  const record = recordAt(file, offset);
  if (record === undefined || file.format.container !== "trace") return undefined;
  const at = offset - record.span.start;
  const header = findHeaders(file.text.slice(record.span.start, record.span.end)).find(
    ({ start, restStart }) => start <= at && at <= restStart,
  );
  if (header === undefined) return undefined;
  const span = { start: record.span.start + header.start, end: record.span.start + header.restStart };
  const rewarded = header.name === "sample" || header.name === "completion";
  const reward = rewarded ? rewardOnHeader(document.uri, file, offset, services.rewards) : "";
  const [sample] = rewarded ? record.samples : [];
  const judged = sample === undefined ? "" : await historyOf(document, sample, services);
  // What is known of this sample, before what is true of any.
  const texts = [judged, reward, `**\`@${header.name}\`** ${headerTexts[header.name]}`];
  return markdown(document, texts.filter((text) => text !== "").join("\n\n---\n\n"), span);
}

/** On a judge's verdict: the result of judging the sample again. */
async function verdictHover(
  document: OpenDocument,
  file: AuditedFile,
  offset: number,
  services: Services,
): Promise<Hover | undefined> {
  const place = tracePlaceAt(file, offset);
  const answer = place?.sample.facts.judgement(place.part)?.lastAnswer;
  if (place === undefined || answer === undefined || !contains(answer.span, place.offset)) return undefined;
  const judged = await historyOf(document, place.sample, services);
  return judged === ""
    ? undefined
    : markdown(document, judged, fileSpan(place.record, { part: place.part, span: answer.span }));
}

async function historyOf({ uri }: OpenDocument, { sample }: AuditedSample, { judging }: Services): Promise<string> {
  return judging === undefined ? "" : judgementHistory(await judging.judgements.withEarlier(sample, judgedFile(uri)));
}

function contains({ start, end }: Span, offset: number): boolean {
  return start <= offset && offset <= end;
}

function shown(document: OpenDocument, hovered: Hovered | undefined): Hover | undefined {
  return hovered && markdown(document, hovered.markdown, hovered.span);
}

function markdown(document: OpenDocument, value: string, span: Span): Hover {
  return shownHover({ contents: { kind: MarkupKind.Markdown, value }, range: document.rangeOf(span) });
}

/** A link to a place in the document; plain words if editors do not follow links into this kind of document. */
function linkInto(document: OpenDocument): (span: Span) => string {
  return (span) => {
    const { start } = document.rangeOf(span);
    const line = `line ${start.line + 1}`;
    if (!document.uri.startsWith("file:")) return line;
    const target = document.uri.replace(/[()<>\\\s]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
    return `[${line}](${target}#L${start.line + 1},${start.character + 1})`;
  };
}

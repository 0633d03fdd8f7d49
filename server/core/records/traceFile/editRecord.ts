import { isOfLines, type RecordContainer } from "../../model/record";
import { differences } from "../../text/differences";
import { applyEdits, type TextEdit } from "../../text/edits";
import { toSourceSpan } from "../../text/sourceMap";
import { wellFormed } from "../../text/utf8";
import { changedTexts, isData, type ChangedText, type Refusal } from "./changedTexts";
import { readSections, type TraceSection } from "./sections";
import type { WrittenTraceFile } from "./writeTraceFile";

/** A record of a JSON file that is edited as `.trace` text. */
export interface EditableRecord {
  /** As in its file. */
  readonly text: string;
  readonly container: RecordContainer;
  /** Its `.trace` text. */
  readonly written: WrittenTraceFile;
  /** Reads another text of the record and writes it as `.trace` text; undefined if it cannot be read. */
  readonly rewrite: (text: string) => WrittenTraceFile | undefined;
}

/** What an edit of the `.trace` text changes in the record. */
export interface RecordEdit {
  /** Edits of the record's text, in order. They cover only the source of the changed characters. */
  readonly edits: readonly TextEdit[];
  /** The record's `.trace` text after the edit. */
  readonly text: string;
}

/**
 * Applies an edited `.trace` text to its record. Only the strings whose text changed are edited, and in them only the
 * changed characters, escaped as the string escapes its others.
 *
 * The record is then read again. An edit after which it does not match the `.trace` text is refused.
 *
 * @param shown see {@link changedTexts}
 */
export function editRecord(record: EditableRecord, edited: string, shown?: string): RecordEdit | Refusal {
  const changed = changedTexts(record.written, edited, shown);
  if ("message" in changed) return changed;
  if (changed.length === 0) return { edits: [], text: record.written.text };
  const places = placesOf(changed);
  if ("message" in places) return places;
  const edits: TextEdit[] = [];
  for (const change of places.values()) {
    const refused = dataRefusal(change, record.container);
    if (refused !== undefined) return refused;
    edits.push(...editsOf(change));
  }
  edits.sort((a, b) => a.span.start - b.span.start);
  const rewritten = overlaps(edits) ? undefined : record.rewrite(applyEdits(record.text, edits));
  const different =
    rewritten === undefined ? changed[0]?.span : firstDifference(record.written, rewritten, edited, places);
  if (rewritten === undefined || different !== undefined) return otherReading(different ?? { start: 0, end: 0 });
  return { edits, text: rewritten.text };
}

/** The changed texts by their place in the record: a text that the record has once may be shown several times. */
function placesOf(changed: readonly ChangedText[]): ReadonlyMap<string, ChangedText> | Refusal {
  const places = new Map<string, ChangedText>();
  for (const change of changed) {
    const place = placeOf(change);
    const other = places.get(place);
    if (other !== undefined && other.after !== change.after) {
      return {
        message:
          "The record has this text once and it is shown twice, and the two were edited differently: make them alike, or undo one.",
        span: change.span,
      };
    }
    places.set(place, change);
  }
  return places;
}

function placeOf({ part, before }: Pick<ChangedText, "part" | "before">): string {
  return `${part.source.toSource(0)} ${part.source.toSource(before.length)}`;
}

function dataRefusal({ part, after, span }: ChangedText, container: RecordContainer): Refusal | undefined {
  if (!isData(part) || !isOfLines(container) || !after.includes("\n")) return undefined;
  return {
    message: "This is JSON data in the record, which stands on one line of its file: keep it on one line here as well.",
    span,
  };
}

function editsOf({ part, before, after }: ChangedText): TextEdit[] {
  return differences(before, after).map(({ span, text }) => ({
    span: toSourceSpan(part.source, span),
    text: part.source.encode(text),
  }));
}

function overlaps(edits: readonly TextEdit[]): boolean {
  return edits.some(({ span }, i) => span.start < (edits[i - 1]?.span.end ?? 0));
}

/** Where the record's new text differs from the edited `.trace` text; undefined if it does not. */
function firstDifference(
  before: WrittenTraceFile,
  after: WrittenTraceFile,
  edited: string,
  places: ReadonlyMap<string, ChangedText>,
): TraceSection["bodySpan"] | undefined {
  const found = readSections(wellFormed(after.text));
  let next = 0;
  for (const [i, want] of readSections(edited).entries()) {
    const find = found[next];
    const part = before.sections[i]?.part;
    // In some formats a turn without text does not exist.
    if (part !== undefined && want.text === "" && find?.header !== want.header) continue;
    next++;
    if (find === undefined || want.name !== find.name) return want.bodySpan;
    // @sample follows from the record, so it may follow from the edited text.
    if (want.name === "sample") continue;
    const shownTwice = part && places.get(placeOf({ part, before: part.text }))?.after;
    const isSame = want.name === "calls" ? callsOf(want) === callsOf(find) : find.text === (shownTwice ?? want.text);
    if (!isSame || want.header !== find.header) return want.bodySpan;
  }
  return next === found.length ? undefined : { start: edited.length, end: edited.length };
}

function callsOf({ calls }: TraceSection): string {
  return JSON.stringify(calls.map((call) => [call.name?.text, call.arguments?.text]));
}

function otherReading(span: Refusal["span"]): Refusal {
  return {
    message:
      "This cannot be written back as it stands here: the record would be read otherwise, because the text is JSON data that is no longer whole, or holds the marks that set off the turns of a prompt. Undo it, or edit the JSON file.",
    span,
  };
}

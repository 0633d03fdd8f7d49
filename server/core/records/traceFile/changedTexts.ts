import type { Part } from "../../model/sample";
import type { Span } from "../../text/span";
import { wellFormed } from "../../text/utf8";
import { readSections, type TraceSection } from "./sections";
import type { WrittenSection, WrittenTraceFile } from "./writeTraceFile";

/** Why an edited `.trace` text cannot be written back to its record, and the place in that text. */
export interface Refusal {
  /** In words: what is wrong, why, what to do instead. */
  readonly message: string;
  readonly span: Span;
}

/** A text of the record that has changed. */
export interface ChangedText {
  readonly part: Part;
  /** As it was shown: as long as the part's own text, which alone may hold halves of surrogate pairs. */
  readonly before: string;
  readonly after: string;
  /** Its span in the edited text. */
  readonly span: Span;
}

/**
 * The texts of a record that were changed in its `.trace` text. Parts cannot be added or removed: the headers must stay
 * those of the record.
 *
 * @param shown what the editor was given, if that was an earlier text of the record. Its `@sample` lines, which hold
 *   fields that are not written back, may stay as they were then.
 */
export function changedTexts(
  written: WrittenTraceFile,
  edited: string,
  shown = written.text,
): readonly ChangedText[] | Refusal {
  const before = readSections(wellFormed(written.text));
  const now = readSections(edited);
  const wrong = layoutRefusal(edited, now, before, readSections(shown));
  if (wrong !== undefined) return wrong;
  const changed: ChangedText[] = [];
  for (const [i, section] of now.entries()) {
    const [was, record] = [before[i], written.sections[i]];
    if (was === undefined || record === undefined) continue;
    const found = record.calls === undefined ? textChange(section, was, record) : callChanges(section, was, record);
    if ("message" in found) return found;
    changed.push(...found);
  }
  return changed;
}

const kept = "An opened record keeps its parts, or it could not be written back into its file.";

function layoutRefusal(
  edited: string,
  now: readonly TraceSection[],
  before: readonly TraceSection[],
  shown: readonly TraceSection[],
): Refusal | undefined {
  const end = { start: edited.length, end: edited.length };
  for (let i = 0; i < Math.max(now.length, before.length); i++) {
    const [here, was] = [now[i], before[i]];
    if (here !== undefined && (here.header === was?.header || isSampleLineOf(here, shown[i]))) continue;
    if (was === undefined || (here !== undefined && now[i + 1]?.header === was.header)) {
      const written = here?.header ?? "";
      return {
        message: `${kept} It has no ${written} here: to have this line as text, write @${written}; for a new part edit the JSON file.`,
        span: here?.headerSpan ?? end,
      };
    }
    if (here === undefined || here.header === before[i + 1]?.header) {
      return {
        message: `${kept} The line ${was.header} is missing here: undo, or put it back; its text may be emptied.`,
        span: here?.headerSpan ?? end,
      };
    }
    if (here.name === "sample" && was.name === "sample") {
      return {
        message: `What @sample says comes from other fields of the record and is not written back: leave it as ${was.header}, and edit those fields in the JSON file.`,
        span: here.headerSpan,
      };
    }
    return { message: `${kept} Here stood ${was.header}: put it back.`, span: here.headerSpan };
  }
  const first = now[0]?.headerSpan.start ?? 0;
  if (edited.slice(0, first).trim() !== "") return noPart({ start: 0, end: first });
  const loose = now.find(({ name, text }) => name === "sample" && text.trim() !== "");
  return loose && noPart(loose.bodySpan);
}

function isSampleLineOf({ name, header }: TraceSection, shown: TraceSection | undefined): boolean {
  return name === "sample" && header === shown?.header;
}

function noPart(span: Span): Refusal {
  return {
    message: "This text belongs to no part of the record: move it below the header of the part that it is of.",
    span,
  };
}

function textChange(
  { text, bodySpan, header }: TraceSection,
  was: TraceSection,
  { part }: WrittenSection,
): ChangedText[] | Refusal {
  if (text === was.text || was.name === "sample") return [];
  if (part === undefined || part.source.unwritten === true || (part.text === "" && isData(part))) {
    return {
      message: `The record has no text here (null, or no such field), so what stands below ${header} cannot be written back: add the text in the JSON file.`,
      span: bodySpan,
    };
  }
  return [{ part, before: was.text, after: text, span: bodySpan }];
}

function callChanges(now: TraceSection, was: TraceSection, { calls = [] }: WrittenSection): ChangedText[] | Refusal {
  const span = now.bodySpan;
  const [problem] = now.problems;
  if (problem !== undefined) return { message: problem.message, span: problem.span };
  if (now.calls.length !== calls.length) {
    return {
      message: `The record has ${calls.length} calls here: each stays on its line, and can be edited there. For more or fewer edit the JSON file.`,
      span,
    };
  }
  const changed: ChangedText[] = [];
  for (const [i, call] of calls.entries()) {
    for (const field of ["name", "arguments"] as const) {
      const [part, before, after] = [call[field], was.calls[i]?.[field], now.calls[i]?.[field]];
      if (before?.text === after?.text) continue;
      if (part === undefined || before === undefined || after === undefined) {
        return {
          message: `Call ${i + 1} ${part === undefined ? "has" : "needs"} ${part === undefined ? "no " : "its "}"${field}" in the record: add and remove fields in the JSON file.`,
          span,
        };
      }
      changed.push({ part, before: before.text, after: after.text, span });
    }
  }
  return changed;
}

/** Whether a part is written in its record as is: JSON that is no string. */
export function isData({ source }: Part): boolean {
  return source.encode('"') === '"';
}

/** One fault in a well-formed text of each dialect, as models make them: a mark that is lost, doubled or misspelled. */
import type { MarkData, Role } from "../../server/core/dialects/dialect";
import { fill, type Dialect } from "../../server/core/dialects/marks";
import { writeCalls } from "../../server/core/dialects/write";
import { answerIn, isFlat } from "../unit/dialects/texts";

export interface BrokenText {
  /** What kind of fault it is: `closer of a parameter lost`. */
  readonly kind: string;
  readonly text: string;
  /** Is what was meant still in the text? A name goes with its mark, and a bracket may have been meant elsewhere. */
  readonly isFixable: boolean;
}

/** The calls of the well-formed text: with no more than letters in their values, so that each mark is the dialect's. */
export const meantCalls = [
  { name: "book_table", arguments: { place: "Turku", guests: 4 } },
  { name: "list_tables", arguments: {} },
] as const;

export function wellFormedText(dialect: Dialect): string {
  return isFlat(dialect) ? answerIn(dialect, meantCalls) : writeCalls(dialect, meantCalls);
}

/** The text with each fault that it has room for. */
export function brokenTexts(dialect: Dialect): BrokenText[] {
  const text = wellFormedText(dialect);
  const marks = Object.entries(dialect.frame) as [Role, MarkData][];
  const found: BrokenText[] = [];
  const add = (kind: string, broken: string | undefined, isFixable = true): void => {
    if (broken !== undefined && broken !== text) found.push({ kind, text: broken, isFixable });
  };
  for (const [role, mark] of marks) {
    if (mark.optional !== true) {
      add(`opener of a ${role} lost`, without(text, mark.open), !/\{(?:name|key)\}/.test(mark.open));
      add(`closer of a ${role} lost`, mark.close === undefined ? undefined : without(text, mark.close));
    }
    for (const wrong of mark.misspelledOpen ?? []) add(`${role} misspelled`, withOther(text, mark.open, wrong));
    for (const wrong of mark.misspelledClose ?? []) {
      if (mark.close !== undefined) add(`closer of a ${role} misspelled`, withOther(text, mark.close, wrong));
    }
  }
  if (dialect.reasoning?.close !== undefined) add("reasoning not closed", withoutReasoningCloser(text, dialect));
  for (const map of dialect.respelled ?? []) add("all marks misspelled", respelled(text, map, marks));
  if (/[}\])]/.test(text)) add("bracket lost", text.replace(/[}\])](?![\s\S]*[}\])]\s*$)|[}\])]/, ""), false);
  const [end] = dialect.ends ?? [];
  if (end !== undefined) add("end token left", text + end);
  return found;
}

/** Without the first place of a mark; what varies in it goes with it. */
function without(text: string, mark: string): string | undefined {
  const place = placeOf(text, mark);
  return place && text.slice(0, place.start) + text.slice(place.end);
}

function withOther(text: string, mark: string, wrong: string): string | undefined {
  const place = placeOf(text, mark);
  return place && text.slice(0, place.start) + fill(wrong, place.values) + text.slice(place.end);
}

/** Reasoning whose closer is lost right before the calls; with words between, nobody knows where it ends. */
function withoutReasoningCloser(text: string, { reasoning }: Dialect): string | undefined {
  const closer = reasoning?.close?.trim() ?? "";
  const at = text.indexOf(closer);
  return at < 0 ? undefined : text.slice(0, at).trimEnd() + text.slice(at + closer.length);
}

function respelled(text: string, map: Readonly<Record<string, string>>, marks: readonly [Role, MarkData][]): string {
  let broken = text;
  for (const [, { open, close }] of marks) {
    for (const mark of [open, close ?? ""]) {
      for (const literal of mark.split(/\{\w+\}/)) {
        const wrong = Object.entries(map).reduce((piece, [from, to]) => piece.replaceAll(from, to), literal.trim());
        if (literal.trim() !== "" && wrong !== literal.trim()) broken = broken.replaceAll(literal.trim(), wrong);
      }
    }
  }
  return broken;
}

function placeOf(
  text: string,
  mark: string,
): { readonly start: number; readonly end: number; readonly values: Readonly<Record<string, string>> } | undefined {
  const names = [...mark.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? "");
  const source = mark
    .trim()
    .split(/\{\w+\}/)
    .map((literal) => literal.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&"))
    .join("([^<>\\n]{0,80}?)");
  const match = new RegExp(source).exec(text);
  if (match === null) return undefined;
  const values = Object.fromEntries(names.map((name, i) => [name, match[i + 1] ?? ""]));
  return { start: match.index, end: match.index + match[0].length, values };
}

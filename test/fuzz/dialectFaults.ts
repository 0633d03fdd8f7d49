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
      const isFixable = !/\{(?:name|key)\}/.test(mark.open);
      for (const [i, place] of placesOf(text, mark.open).entries())
        add(`opener ${i + 1} of a ${role} lost`, without(text, place), isFixable);
      for (const [i, place] of placesOf(text, mark.close ?? "").entries())
        add(`closer ${i + 1} of a ${role} lost`, without(text, place));
    }
    for (const wrong of mark.misspelledOpen ?? []) add(`${role} misspelled`, withOther(text, mark.open, wrong));
    for (const wrong of mark.misspelledClose ?? []) {
      if (mark.close !== undefined) add(`closer of a ${role} misspelled`, withOther(text, mark.close, wrong));
    }
  }
  if (dialect.reasoning?.close !== undefined) add("reasoning not closed", withoutReasoningCloser(text, dialect));
  for (const map of dialect.respelled ?? []) add("all marks misspelled", respelled(text, map, marks, dialect));
  add("bracket lost", withoutBracket(text), false);
  const [end] = dialect.ends ?? [];
  if (end !== undefined) add("end token left", text + end);
  return found;
}

/** Without a mark; what varies in it goes with it. */
function without(text: string, place: MarkPlace): string {
  return text.slice(0, place.start) + text.slice(place.end);
}

function withOther(text: string, mark: string, wrong: string): string | undefined {
  const [place] = placesOf(text, mark);
  return place && text.slice(0, place.start) + fill(wrong, place.values) + text.slice(place.end);
}

/** Without the first closing bracket behind the prose: a mark's bracket is lost with its mark. */
function withoutBracket(text: string): string {
  const calls = Math.max(0, text.indexOf(meantCalls[0].name));
  return text.slice(0, calls) + text.slice(calls).replace(/[}\])]/, "");
}

/** Reasoning whose closer is lost right before the calls; with words between, nobody knows where it ends. */
function withoutReasoningCloser(text: string, { reasoning }: Dialect): string | undefined {
  const closer = reasoning?.close?.trim() ?? "";
  const at = text.indexOf(closer);
  return at < 0 ? undefined : text.slice(0, at).trimEnd() + text.slice(at + closer.length);
}

function respelled(
  text: string,
  map: Readonly<Record<string, string>>,
  marks: readonly [Role, MarkData][],
  { body }: Dialect,
): string {
  let broken = text;
  if (body.kind === "xml-tree") return Object.entries(map).reduce((all, [from, to]) => all.replaceAll(from, to), text);
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

interface MarkPlace {
  readonly start: number;
  readonly end: number;
  readonly values: Readonly<Record<string, string>>;
}

function placesOf(text: string, mark: string): MarkPlace[] {
  if (mark.trim() === "") return [];
  const names = [...mark.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? "");
  const source = mark
    .trim()
    .split(/\{\w+\}/)
    .map((literal) => literal.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&"))
    .join("([^<>\\n]{0,80}?)");
  return [...text.matchAll(new RegExp(source, "g"))].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    values: Object.fromEntries(names.map((name, i) => [name, match[i + 1] ?? ""])),
  }));
}

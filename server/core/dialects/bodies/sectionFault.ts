import { markText, type Marker } from "../marks";
import { fault, insertMark, safely, skipSpace, type Context, type Fault } from "../reading";

export interface SectionRead {
  readonly opener: Marker | undefined;
  readonly closer: Marker | undefined;
  /** Where the calls begin. */
  readonly start: number;
  /** Where the last call ends. */
  readonly end: number;
  /** The first mark of the calls: it is told there if the opener is missing. */
  readonly first: Marker;
  /** The mark that ends the last call, whose layout comes before the section's closer. */
  readonly previous?: string | undefined;
}

/** What the marks around the calls lack, if the dialect needs them. */
export function sectionFault({ text, dialect, end: textEnd }: Context, read: SectionRead): Fault | undefined {
  const mark = dialect.frame.section;
  if (mark === undefined) return undefined;
  const open = mark.open.trim();
  const close = mark.close ?? "";
  const closing = () => insertMark(text, read.end, skipSpace(text, read.end, textEnd), close, read.previous);
  if (read.opener === undefined) {
    const opening = { span: { start: read.start, end: read.start }, text: mark.open };
    const edits = read.closer === undefined ? [opening, closing()] : [opening];
    const message = `${open} is missing around the calls: readers look for it`;
    const told = fault("missing-tag", read.first, message, safely(`Put ${open} around them`, ...edits));
    return { ...told, section: read.closer === undefined ? "missing" : "not opened" };
  }
  if (read.closer !== undefined || close === "") return undefined;
  const message = `${markText(text, read.opener)} is never closed`;
  const told = fault("unclosed-tag", read.opener, message, safely(`Close it with ${close.trim()}`, closing()));
  return { ...told, section: "not closed" };
}

import { bodies } from "../bodies";
import type { Marker } from "../marks";
import { fault, isFirstOfLine, isListed, markerFrom, safely, skipSpace, type Context, type Piece } from "../reading";

/** A call that lost its opener begins at most this many characters before its closer. */
const maxLength = 4_000;
/** The most places at which an opener is tried, the nearest first. */
const maxPlaces = 40;

/**
 * Reads the calls before a block's closer whose opener is lost: the opener is tried wherever a call may begin, and the
 * earliest place counts from which everything up to the closer is read.
 *
 * @param from the earliest place that may belong to the call.
 */
export function readWithoutOpener(context: Context, index: number, from: number): Piece | undefined {
  const { text, dialect, markers } = context;
  const closer = markers[index] as Marker;
  const mark = dialect.frame.block;
  const isTried = closer.role === "block" && closer.closer && mark !== undefined && dialect.frame.section === undefined;
  if (!isTried || mark.open.includes("{")) return undefined;
  let found: Piece | undefined;
  for (const start of beginnings(context, from, closer.start)) {
    const opener: Marker = {
      start,
      end: start,
      role: "block",
      closer: false,
      captures: {},
      right: undefined,
      respelled: false,
      empty: false,
    };
    const inner = markers.slice(markerFrom(markers, start), index + 1);
    const piece = bodies[dialect.body.kind].read(
      { ...context, markers: [opener, ...inner], end: closer.end },
      0,
      start,
    );
    if (piece === undefined || piece.cut || piece.span.end !== closer.end || !isMeant(context, piece)) continue;
    const open = mark.open;
    const message = `${text.slice(closer.start, closer.end)} closes nothing: ${open.trim()} is missing before the call`;
    const edit = { span: { start, end: start }, text: open };
    const told = fault("stray-closer", closer, message, safely(`Add ${open.trim()}`, edit));
    found = { ...piece, faults: [...piece.faults, told] };
  }
  return found;
}

function isMeant({ tools }: Context, { calls }: Piece): boolean {
  if (calls.length === 0) return false;
  if (tools.length > 0) return calls.every(({ name }) => name !== undefined && isListed(tools, name));
  return calls.every(({ name, arguments: read }) => name !== undefined && read.length > 0);
}

/** Where a call may begin before a closer, the last place first: lines, brackets, and the dialect's word for a call. */
function beginnings({ text, dialect }: Context, from: number, end: number): number[] {
  const earliest = Math.max(from, end - maxLength);
  const word = "word" in dialect.body ? dialect.body.word : undefined;
  const places: number[] = [];
  for (let at = end - 1; at >= earliest && places.length < maxPlaces; at--) {
    if (/\s/.test(text[at] as string)) continue;
    const isAlone = at === 0 || at === from || /\s/.test(text[at - 1] as string);
    if (!isAlone) continue;
    const isFirst = skipSpace(text, earliest, end) === at || isFirstOfLine(text, at, earliest);
    if (isFirst || text[at] === "[" || text[at] === "{" || (word !== undefined && text.startsWith(word, at))) {
      places.push(at);
    }
  }
  return places;
}

/**
 * The longest ending of a text whose characters all belong to a set: what `/[…]*$/` finds, but in linear time. (The
 * pattern starts over at each character, so a run that does not reach the end costs the square of its length.)
 *
 * @param belongs asked for one character at a time, by code point
 */
export function endingOf(text: string, belongs: RegExp): string {
  let start = text.length;
  while (start > 0) {
    const isPair = start > 1 && /^[\uD800-\uDBFF][\uDC00-\uDFFF]$/.test(text.slice(start - 2, start));
    const previous = start - (isPair ? 2 : 1);
    if (!belongs.test(text.slice(previous, start))) break;
    start = previous;
  }
  return text.slice(start);
}

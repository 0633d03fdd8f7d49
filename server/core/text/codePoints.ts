/**
 * The UTF-16 offset at which the last `count` code points of a text begin; 0 if the text has no more than that.
 *
 * Python slices strings by code points, JavaScript by UTF-16 units: `text[-80:]` is `text.slice(lastCodePoints(text,
 * 80))`. An unpaired surrogate counts as one, as in Python.
 */
export function lastCodePoints(text: string, count: number): number {
  if (!surrogate.test(text.slice(-count))) return Math.max(0, text.length - count);
  let offset = text.length;
  for (let taken = 0; taken < count && offset > 0; taken++) {
    offset--;
    const isPair =
      isLowSurrogate(text.charCodeAt(offset)) && offset > 0 && isHighSurrogate(text.charCodeAt(offset - 1));
    if (isPair) offset--;
  }
  return offset;
}

/** The number of code points from `start` on. */
export function codePointsFrom(text: string, start: number): number {
  let count = 0;
  for (let at = start; at < text.length; at++) {
    const isPair = isHighSurrogate(text.charCodeAt(at)) && isLowSurrogate(text.charCodeAt(at + 1));
    if (isPair) at++;
    count++;
  }
  return count;
}

/** The host knows without a look that a text of Latin letters has none. */
const surrogate = /[\ud800-\udfff]/;

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}

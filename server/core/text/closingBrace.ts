/**
 * The first `}` from `start` on that brings the count of open braces to 0.
 *
 * @param open how many are open at `start`
 * @param end where to stop looking
 */
export function closingBrace(text: string, start: number, open: number, end = text.length): number | undefined {
  let depth = open;
  for (let i = start; i < Math.min(end, text.length); i++) {
    const code = text.charCodeAt(i);
    if (code === 0x7b) depth++;
    else if (code === 0x7d && --depth === 0) return i;
  }
  return undefined;
}

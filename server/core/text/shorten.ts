/** Text for a message: cut to `most` UTF-16 units, and ended by an ellipsis if it was cut. */
export function shorten(text: string, most = 60): string {
  if (text.length <= most) return text;
  const cut = text.slice(0, most - 1);
  // Not through the middle of a surrogate pair.
  return `${/[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut}…`;
}

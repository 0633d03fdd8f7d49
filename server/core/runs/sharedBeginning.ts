/** Shorter beginnings are part of what is asked. */
const leastShared = 16;

/** With fewer texts, what they share may be what is asked. */
const leastTexts = 3;

/**
 * The length of the words with which all of these texts begin, as where every prompt of a run begins with the same
 * instructions; 0 if that is short, or if a text has nothing behind it. Ends behind white space.
 */
export function sharedBeginning(texts: readonly string[]): number {
  const [first = "", ...others] = texts;
  if (texts.length < leastTexts) return 0;
  let length = first.length;
  for (const text of others) {
    let at = 0;
    while (at < length && text.charCodeAt(at) === first.charCodeAt(at)) at++;
    length = at;
    if (length < leastShared) return 0;
  }
  const words = first.lastIndexOf(" ", length - 1) + 1;
  return words < leastShared || texts.some((text) => text.length <= words) ? 0 : words;
}

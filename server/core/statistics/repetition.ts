/** The number of consecutive words that are compared. */
const gram = 4;

/** How much a text repeats itself: 1 − distinct/all of its runs of four words; 0 below four words. */
export function repetition(text: string): number {
  const words = text.split(/\s+/).filter((word) => word !== "");
  const all = words.length - gram + 1;
  if (all < 1) return 0;
  const distinct = new Set<string>();
  for (let i = 0; i < all; i++) distinct.add(words.slice(i, i + gram).join(" "));
  return 1 - distinct.size / all;
}

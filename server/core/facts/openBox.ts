import type { Span } from "../text/span";

/** How the answer is marked in mathematics. */
export const box = "\\boxed{";

/** So much of a box is read. */
const longest = 1000;

/** The box in which a text ends; undefined if its last one is closed, or if the text goes on behind it. */
export function openBox(text: string): Span | undefined {
  const start = text.lastIndexOf(box);
  if (start < 0 || text.length - start > longest) return undefined;
  const inside = text.slice(start + box.length).replace(/\\[\\{}$]/g, "");
  let open = 1;
  for (const char of inside) {
    if (char === "{") open++;
    else if (char === "}" && --open === 0) return undefined;
  }
  // Formula, line or tag end behind it: only its bracket was forgotten.
  const isGoingOn =
    /\\[)\]]|<\//.test(inside) ||
    inside.trimEnd().includes("\n") ||
    (/\$\s*$/.test(text.slice(0, start)) && inside.includes("$"));
  return isGoingOn ? undefined : { start, end: text.length };
}

import { distance } from "fastest-levenshtein";

/**
 * Longer names are compared only by their spelling without case and separators, because the edit distance costs the
 * product of their lengths.
 */
export const longestCompared = 100;
/** If there are more names than this, only the first ones are compared. */
export const maxCompared = 1000;

/**
 * The name that `written` most likely meant; undefined if none is near.
 *
 * A name is near if it is the same except for case, blanks, `_`, `-` and `.`; or if at most a third of the longer
 * name's letters have to be changed, added or removed (always one, and at most five). The nearest one wins, and the
 * first of those that are equally near.
 */
export function nearestName(written: string, names: Iterable<string>): string | undefined {
  const folded = fold(written);
  let nearest: string | undefined;
  let least = Infinity;
  let compared = 0;
  for (const name of names) {
    if (++compared > maxCompared) break;
    const other = fold(name);
    if (other === folded) return name;
    const longer = Math.max(other.length, folded.length);
    const allowed = Math.max(1, Math.min(5, Math.floor(longer / 3)));
    if (longer > longestCompared || Math.abs(other.length - folded.length) > allowed || longer < 3) continue;
    const changes = distance(folded, other);
    if (changes <= allowed && changes < least) {
      nearest = name;
      least = changes;
    }
  }
  return nearest;
}

function fold(name: string): string {
  return name.toLowerCase().replace(/[\s_.-]/g, "");
}

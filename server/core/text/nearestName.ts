import { distance } from "fastest-levenshtein";

/** Of longer names only the spelling without case and separators is compared, since the distance costs their product. */
export const longestCompared = 100;
/** Among more names than this, only the first ones are looked at. */
export const maxCompared = 1000;

/**
 * The name that was most likely meant by `written`; undefined where none is near.
 *
 * Near is: the same but for case, blanks, `_`, `-` and `.`; or at most a third of the longer name's letters have to be
 * changed, added or taken away (always one, and at most five). The nearest counts, and of equally near ones the first.
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

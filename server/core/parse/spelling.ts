import { distance } from "fastest-levenshtein";
import type { Profile } from "../model/profile";

/** Finds the tag of the profile that a written name means. */
export interface Spelling {
  readonly name: string;
  readonly exact: boolean;
}

/** Names longer than this never count as a misspelled tag. */
const longestName = 40;
/** The most written names that are remembered, so that a hostile text cannot fill memory. */
const rememberedNames = 4096;

/** Reads written tag names as the profile's tags: exactly, by its list of misspellings, or as a near match. */
export class Speller {
  private readonly exact = new Map<string, Spelling>();
  private readonly near: { readonly name: string; readonly folded: string }[] = [];
  private readonly folded = new Map<string, Spelling>();
  private readonly remembered = new Map<string, Spelling | undefined>();

  constructor(profile: Profile) {
    for (const [name, tag] of Object.entries(profile.tags)) {
      this.exact.set(name, { name, exact: true });
      this.near.push({ name, folded: fold(name) });
      for (const wrong of [name, ...tag.misspellings]) {
        if (!this.folded.has(fold(wrong))) this.folded.set(fold(wrong), { name, exact: false });
      }
    }
  }

  /** The tag that `written` means; undefined if it means none. */
  read(written: string): Spelling | undefined {
    const exact = this.exact.get(written);
    if (exact !== undefined || written.length > longestName) return exact;
    if (this.remembered.has(written)) return this.remembered.get(written);
    const found = this.readWrong(fold(written));
    if (this.remembered.size < rememberedNames) this.remembered.set(written, found);
    return found;
  }

  private readWrong(written: string): Spelling | undefined {
    const listed = this.folded.get(written);
    if (listed !== undefined) return listed;
    let best: Spelling | undefined;
    let bestDistance = Infinity;
    for (const { name, folded } of this.near) {
      const allowed = folded.length >= 8 ? 2 : folded.length >= 4 ? 1 : 0;
      if (Math.abs(folded.length - written.length) > allowed) continue;
      const d = isSwapped(folded, written) ? 1 : distance(folded, written);
      if (d <= allowed && d < bestDistance) {
        best = { name, exact: false };
        bestDistance = d;
      }
    }
    return best;
  }
}

/** Do two letters side by side stand the wrong way round, as in `thnik`, and is all else the same? */
function isSwapped(right: string, written: string): boolean {
  if (right.length !== written.length) return false;
  let at = 0;
  while (at < right.length && right[at] === written[at]) at++;
  const isPair = right[at] === written[at + 1] && right[at + 1] === written[at];
  return at < right.length - 1 && isPair && right.slice(at + 2) === written.slice(at + 2);
}

/** Case, separators and white space make no difference: `Tool-Call` is `tool_call`. */
function fold(name: string): string {
  return name.toLowerCase().replace(/[-_.:\s]/g, "");
}

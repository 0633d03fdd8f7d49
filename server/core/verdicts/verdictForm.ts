import type { Profile } from "../model/profile";
import { tagsOf } from "../model/role";
import type { Verdict } from "../model/sample";
import { tagText } from "../model/trace";

/** The possible labels of a verdict. */
export const verdictLabels: readonly Verdict[] = ["A", "B"];

/** How a label is marked as the verdict. */
export function verdictMarker(verdict: Verdict): string {
  return `[[${verdict}]]`;
}

/** How a profile's judges write a verdict: the marker, and the tags around it. */
export class VerdictForm {
  /** @param tags that can hold a verdict, at least one; the first is the one to write */
  constructor(readonly tags: readonly [string, ...string[]]) {}

  /** Undefined if the profile has no tag for a verdict. */
  static of(profile: Pick<Profile, "tags" | "layouts">): VerdictForm | undefined {
    const [first, ...others] = tagsOf(profile, "verdict");
    return first === undefined ? undefined : new VerdictForm([first, ...others]);
  }

  /** The tag to write, as an opener. */
  get opener(): string {
    return tagText("opener", this.tags[0]);
  }

  /** The verdict as it should be written: marker and tags, with nothing between. */
  write(verdict: Verdict): string {
    return this.written(verdict)[0] ?? verdictMarker(verdict);
  }

  /** All the ways in which the verdict can be written, the preferred one first. */
  written(verdict: Verdict): readonly string[] {
    return this.tags.map((tag) => tagText("opener", tag) + verdictMarker(verdict) + tagText("closer", tag));
  }
}

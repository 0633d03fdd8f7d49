import type { Profile } from "../model/profile";
import { finishProfile, type ProfileData } from "../profiles/profileData";
import { checkReward } from "./ownReward";
import type { Path, ProfileProblem } from "./profileProblem";
import { didYouMean } from "./suggest";

/** A team's profile as written in its config: its name is its key. */
export type OwnProfileData = Omit<ProfileData, "name">;

/**
 * Finishes a team's own profiles, following `extends` among them and the built-in ones. A profile can extend the
 * built-in one whose name it takes. One whose base is not available is left out, and so are those that build on it.
 */
export function finishOwnProfiles(
  own: ReadonlyMap<string, OwnProfileData>,
  builtIn: readonly Profile[],
  report: (problem: ProfileProblem) => void,
): Profile[] {
  const finished = new Map<string, Profile | undefined>();
  const names = [...builtIn.map((profile) => profile.name), ...own.keys()];

  /** Walks up from `name` to a finished base. A loop instead of recursion, because chains can be long. */
  const chainOf = (name: string): { chain: Set<string>; base: Profile | undefined; usable: boolean } => {
    const chain = new Set<string>();
    for (let at = name; ;) {
      if (finished.has(at)) return { chain, base: finished.get(at), usable: finished.get(at) !== undefined };
      chain.add(at);
      const wanted = own.get(at)?.extends;
      if (wanted === undefined) return { chain, base: undefined, usable: true };
      if (!own.has(wanted) || wanted === at) {
        const base = builtIn.find((profile) => profile.name === wanted);
        if (base === undefined) report(unknownBase(at, wanted, names));
        return { chain, base, usable: base !== undefined };
      }
      if (chain.has(wanted)) {
        report(cycle(at, wanted, [...chain]));
        return { chain, base: undefined, usable: false };
      }
      at = wanted;
    }
  };

  for (const name of own.keys()) {
    const { chain, usable, ...top } = chainOf(name);
    let { base } = top;
    for (const step of [...chain].reverse()) {
      base = usable ? finishProfile({ ...own.get(step), name: step }, base) : undefined;
      finished.set(step, base);
    }
  }
  return [...own.keys()].flatMap((name) => {
    const profile = finished.get(name);
    if (profile === undefined) return [];
    checkTags(name, own.get(name) ?? {}, profile, report);
    checkReward(name, own.get(name)?.reward, report);
    return [profile];
  });
}

function cycle(name: string, wanted: string, chain: readonly string[]): ProfileProblem {
  const round = [...chain.slice(chain.indexOf(wanted)), wanted].join(" → ");
  return {
    code: "profile-cycle",
    message: `These profiles extend each other in a circle: ${round}. One of them must be independent or extend a built-in profile.`,
    path: ["profiles", name, "extends"],
  };
}

function unknownBase(name: string, wanted: string, known: readonly string[]): ProfileProblem {
  return {
    code: "unknown-profile",
    message: `There is no profile ${JSON.stringify(wanted)} to extend.${didYouMean(wanted, known)} Known are ${known.join(", ")}.`,
    path: ["profiles", name, "extends"],
  };
}

/** Reports every tag that the profile names somewhere and defines nowhere. */
function checkTags(
  name: string,
  data: OwnProfileData,
  profile: Profile,
  report: (problem: ProfileProblem) => void,
): void {
  const defined = Object.keys(profile.tags);
  const own: Path = ["profiles", name];
  // Free text has no tags; then the profile says so.
  if (defined.length === 0 && profile.textOutside !== "allowed") {
    report({
      code: "no-tags",
      message: `The profile ${JSON.stringify(name)} has no tags, so it would check nothing: define some under "tags", extend another profile, or say that it is free text with "textOutside": "allowed".`,
      path: own,
    });
    return;
  }
  const check = (tag: string, path: Path): void => {
    if (Object.hasOwn(profile.tags, tag)) return;
    report({
      code: "undefined-tag",
      message: `The profile ${JSON.stringify(name)} defines no tag ${JSON.stringify(tag)}.${didYouMean(tag, defined)} Add it under "tags", or take it out here.`,
      path,
    });
  };
  // Inherited text is in the base: a problem with it (the profile removed the tag) is reported at the profile.
  const layoutsAt = data.layouts === undefined ? undefined : [...own, "layouts"];
  profile.layouts.forEach((layout, i) => {
    const at = (...steps: Path): Path => (layoutsAt === undefined ? own : [...layoutsAt, i, ...steps]);
    if (layout.when !== null) check(layout.when.tag, at("when", "tag"));
    layout.blocks.forEach((block, k) => {
      check(block.tag, at("blocks", k, "tag"));
      if (block.max !== null && block.max < block.min) {
        report({
          code: "min-over-max",
          message: `At least ${block.min} and at most ${block.max} <${block.tag}> is impossible: raise "max", or set it to null for no limit.`,
          path: at("blocks", k),
        });
      }
    });
    layout.oneOf.forEach((tags, k) => {
      tags.forEach((tag, l) => {
        check(tag, at("oneOf", k, l));
      });
    });
  });
  if (profile.calls !== null) check(profile.calls.tag, data.calls == null ? own : [...own, "calls", "tag"]);
  profile.turnTags.forEach((tag, i) => {
    check(tag, data.turnTags === undefined ? own : [...own, "turnTags", i]);
  });
  for (const [tag, definition] of Object.entries(profile.tags)) {
    definition.children.forEach((child, i) => {
      check(child, data.tags?.[tag] == null ? own : [...own, "tags", tag, "children", i]);
    });
  }
}

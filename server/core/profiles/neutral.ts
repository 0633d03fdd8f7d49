import { anyDialect, type Profile } from "../model/profile";

/** The name of the neutral profile; its dialect follows after a slash. */
const name = "none";

const known = new Map<string, Profile>();

/**
 * The profile for files that no other profile fits, but that have calls or tools to call: any text, no layout, no
 * reward. Its findings are only about calls and a dialect's marks, whatever surrounds them.
 *
 * @param dialect the file's; `any` if each trace shows its own
 */
export function neutralProfile(dialect: string = anyDialect): Profile {
  let profile = known.get(dialect);
  if (profile === undefined) known.set(dialect, (profile = neutral(dialect)));
  return profile;
}

/** The neutral profile of that name (`none`, `none/qwen-xml`), by which another thread finds it; undefined for other names. */
export function neutralNamed(asked: string): Profile | undefined {
  if (asked === name) return neutralProfile();
  return asked.startsWith(`${name}/`) ? neutralProfile(asked.slice(name.length + 1)) : undefined;
}

/** For samples that no profile fits and that have no calls: only rules on any text of a model run. */
export const textProfile: Profile = { ...neutral(anyDialect), dialect: null };

/** Is it the neutral profile, so that only calls are checked? */
export function isNeutral(profile: Profile): boolean {
  return neutralNamed(profile.name) !== undefined && Object.keys(profile.tags).length === 0;
}

function neutral(dialect: string): Profile {
  return {
    name: dialect === anyDialect ? name : `${name}/${dialect}`,
    title: "No profile: only calls are checked",
    description: "No known profile fits the traces. Their calls are still compared with their tools.",
    tags: {},
    layouts: [],
    dialect,
    calls: null,
    separator: { text: "", required: false },
    textOutside: "allowed",
    readers: [],
    reward: null,
    turnTags: [],
    signs: [],
    // Without a table of tags, every tag is unknown.
    rules: { "unknown-tag": "off" },
  };
}

import { anyDialect, type Profile } from "../model/profile";

/** Under this name the neutral profile can be asked for; its dialect stands behind a slash. */
const name = "none";

const known = new Map<string, Profile>();

/**
 * What holds where no profile fits and there are calls, or tools to call: any text, no layout, no reward. Only what is true
 * of calls and of a dialect's marks, whatever surrounds them, is said.
 *
 * @param dialect the file's; `any` where each trace tells its own
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

/** Does no profile fit, so that only calls are checked? */
export function isNeutral(profile: Profile): boolean {
  return neutralNamed(profile.name) !== undefined && Object.keys(profile.tags).length === 0;
}

function neutral(dialect: string): Profile {
  return {
    name: dialect === anyDialect ? name : `${name}/${dialect}`,
    title: "No profile: only calls are checked",
    description:
      "The traces look like no profile that is known. Their calls are held against their tools all the same.",
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
    // Where no table of tags holds, every tag is unknown.
    rules: { "unknown-tag": "off" },
  };
}

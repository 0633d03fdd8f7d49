/**
 * The role of a tag. Rules, readers and rewards ask a profile for a role, never for a tag by its name, so that a team's
 * own tags are checked like the built-in ones.
 */
export const tagRoles = [
  /** Thoughts before acting or answering. */
  "reasoning",
  /** Calls of tools. */
  "call",
  /** The answer of a tool or the environment. */
  "result",
  /** The text for the user, or what an exact-answer reward compares with the ground truth. */
  "answer",
  /** A judge's verdict: the label of the better response. */
  "verdict",
  /** A judge's comparison of the responses. */
  "evaluation",
  /** A judge's weighted criteria. */
  "rubric",
  /** The reasons for the criteria. */
  "justification",
  /** A judge's own solution of the task. */
  "solution",
  /** The kind of task, which decides whether a rubric or a solution is required. */
  "task-type",
  /** Literal words of a response, and a response's content in the judge's words. */
  "quote-of-A",
  "quote-of-B",
  "summary-of-A",
  "summary-of-B",
] as const;

export type TagRole = (typeof tagRoles)[number];

/** The part of a profile that gives its tags' roles. */
interface Tagged {
  readonly tags: Readonly<Record<string, { readonly role: TagRole | null; readonly dueFor: string | null }>>;
}

/** The part of a profile that gives their order. */
interface Placed extends Tagged {
  readonly layouts: readonly { readonly blocks: readonly { readonly tag: string }[] }[];
}

const known = new WeakMap<Placed, Map<TagRole, readonly string[]>>();

/**
 * The profile's tags in a role, those of its layouts first; empty if no tag has it. Rules ask for them with each trace, so
 * they are kept.
 */
export function tagsOf(profile: Placed, role: TagRole): readonly string[] {
  let ofProfile = known.get(profile);
  if (ofProfile === undefined) known.set(profile, (ofProfile = new Map<TagRole, readonly string[]>()));
  let tags = ofProfile.get(role);
  if (tags === undefined) ofProfile.set(role, (tags = tagsIn(profile, role)));
  return tags;
}

function tagsIn({ tags, layouts }: Placed, role: TagRole): readonly string[] {
  const found = Object.keys(tags).filter((name) => tags[name]?.role === role);
  if (found.length < 2) return found;
  const placed = new Set(layouts.flatMap(({ blocks }) => blocks.map(({ tag }) => tag)));
  return [...found.filter((name) => placed.has(name)), ...found.filter((name) => !placed.has(name))];
}

/** The tag that the profile uses for a role; undefined if it has none. */
export function tagOf(profile: Placed, role: TagRole): string | undefined {
  return tagsOf(profile, role)[0];
}

/** The kinds of task that a judge's profile distinguishes: those that require one of its tags. */
export function taskTypes({ tags }: Tagged): readonly string[] {
  return [...new Set(Object.values(tags).flatMap(({ dueFor }) => (dueFor === null ? [] : [dueFor])))];
}

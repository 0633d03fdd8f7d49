import type { Layout, LayoutItem, Profile, TagDefinition } from "../model/profile";
import { conventionOf } from "../dialects/conventions";
import { usualRole, usuallyDueFor } from "./usualRole";
import { finishReward, type RewardData } from "./rewardData";

type Partially<T> = { readonly [K in keyof T]?: T[K] | undefined };

/** A tag as written in a profile's file: absent fields have their defaults. */
export type TagData = Partially<TagDefinition> & { readonly content: TagDefinition["content"] };

export type LayoutData = Partially<Omit<Layout, "blocks">> & {
  readonly blocks: readonly (Partially<LayoutItem> & { readonly tag: string })[];
};

/** A profile as written in its file (built in, or under `profiles` in a `trace-auditor.json`). */
export type ProfileData = Partially<Omit<Profile, "tags" | "layouts" | "reward" | "name">> & {
  readonly name: string;
  /** Name of the profile that this one changes. */
  readonly extends?: string | undefined;
  /** A tag set to null is removed from the profile that this one extends. */
  readonly tags?: Readonly<Record<string, TagData | null>> | undefined;
  readonly layouts?: readonly LayoutData[] | undefined;
  readonly reward?: RewardData | null | undefined;
};

/** Follows `extends` and fills in the defaults. `base` is the finished profile that `data` extends. */
export function finishProfile(data: ProfileData, base: Profile | undefined): Profile {
  const tags: Record<string, TagDefinition> = { ...base?.tags };
  for (const [name, tag] of Object.entries(data.tags ?? {})) {
    if (tag === null) delete tags[name];
    else tags[name] = finishTag(name, tag);
  }
  return {
    name: data.name,
    title: data.title ?? base?.title ?? data.name,
    description: data.description ?? base?.description ?? "",
    tags,
    layouts: data.layouts?.map(finishLayout) ?? base?.layouts ?? [],
    ...callsOf(data, base),
    separator: data.separator ?? base?.separator ?? { text: "\n", required: false },
    textOutside: data.textOutside ?? base?.textOutside ?? "warning",
    readers: data.readers ?? base?.readers ?? [],
    reward: data.reward == null ? (data.reward === null ? null : (base?.reward ?? null)) : finishReward(data.reward),
    turnTags: data.turnTags ?? base?.turnTags ?? [],
    signs: data.signs ?? base?.signs ?? [],
    rules: { ...base?.rules, ...data.rules },
  };
}

/** A profile defines its own convention, or names a dialect, or inherits from the profile that it extends. */
function callsOf(
  { calls, dialect }: Pick<ProfileData, "calls" | "dialect">,
  base: Profile | undefined,
): Pick<Profile, "calls" | "dialect"> {
  if (calls !== undefined) return { calls, dialect: dialect ?? null };
  if (dialect === undefined) return { calls: base?.calls ?? null, dialect: base?.dialect ?? null };
  return { calls: dialect === null ? null : conventionOf(dialect), dialect };
}

function finishTag(name: string, tag: TagData): TagDefinition {
  const role = tag.role === undefined ? usualRole(name, tag.content) : tag.role;
  return {
    content: tag.content,
    role,
    dueFor: tag.dueFor === undefined ? usuallyDueFor(role) : tag.dueFor,
    purpose: tag.purpose ?? "",
    children: tag.children ?? [],
    openerOptional: tag.openerOptional ?? false,
    misspellings: tag.misspellings ?? [],
  };
}

function finishLayout(layout: LayoutData): Layout {
  return {
    when: layout.when ?? null,
    blocks: layout.blocks.map((item) => ({
      tag: item.tag,
      min: item.min ?? 0,
      max: item.max === undefined ? 1 : item.max,
      after: item.after ?? null,
      last: item.last ?? false,
    })),
    oneOf: layout.oneOf ?? [],
    repeats: layout.repeats ?? false,
  };
}

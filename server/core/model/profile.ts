import type { RewardDefinition } from "./reward";
import type { TagRole } from "./role";

/** The kind of a tag's content, which decides how it is read and checked. */
export type TagContent =
  /** Free text. Tags of the profile inside it are most likely only mentioned. */
  | "prose"
  /** One JSON object per line, each a call. */
  | "json-lines"
  /** Exactly one JSON object: a call. */
  | "json"
  /** Weighted criteria. */
  | "rubric"
  /** `[[A]]` or `[[B]]`. */
  | "verdict"
  /** A word or two, for instance a task type. */
  | "label"
  /** Only other tags and white space. */
  | "structure";

/** One tag of a profile. */
export interface TagDefinition {
  readonly content: TagContent;
  /** Its role; null if it has none of the roles that rules and rewards ask for. */
  readonly role: TagRole | null;
  /** The task type (the text of the tag with the role `task-type`) that requires this tag; null for all or none. */
  readonly dueFor: string | null;
  /** One sentence for hovers: what the tag is for. */
  readonly purpose: string;
  /** Tags that may stand directly inside, beside the content. */
  readonly children: readonly string[];
  /** Can the opener be absent because the chat template already wrote it? */
  readonly openerOptional: boolean;
  /** Wrong spellings that certainly mean this tag (`thinking` for `think`). */
  readonly misspellings: readonly string[];
}

/** A place in the order of blocks. */
export interface LayoutItem {
  readonly tag: string;
  /** Smallest number of blocks of this tag. */
  readonly min: number;
  /** Largest number; null for no limit. */
  readonly max: number | null;
  /** The tag whose block must come right before each of these: a result only after a call. Null if any block can. */
  readonly after: string | null;
  /** Must it be the last block? */
  readonly last: boolean;
}

/** An order of the top-level blocks, and when it holds. */
export interface Layout {
  /**
   * Applies if the block `tag` has this text (`{tag: "type", text: "Chat"}`); without it, always. The first layout that
   * applies counts.
   */
  readonly when: { readonly tag: string; readonly text: string } | null;
  readonly blocks: readonly LayoutItem[];
  /** At least one tag of each of these lists must be present. */
  readonly oneOf: readonly (readonly string[])[];
  /** May a group of consecutive items repeat (turn after turn: think, search, information, think, …)? */
  readonly repeats: boolean;
}

/** How calls are written in the text. */
export interface CallConvention {
  /** Tag that holds the calls. */
  readonly tag: string;
  /** Key of the arguments: `parameters` (ToolRL) or `arguments` (Hermes, OpenAI). */
  readonly argumentsKey: "parameters" | "arguments";
  /** Does the reward read one call per line, without blank lines between? */
  readonly oneCallPerLine: boolean;
}

/** Used instead of a dialect's id: the marks of each trace decide which dialect it is in. */
export const anyDialect = "any";

/** A profile after its `extends` was followed and all defaults were filled in. */
export interface Profile {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly tags: Readonly<Record<string, TagDefinition>>;
  readonly layouts: readonly Layout[];
  /**
   * Id of the dialect that calls are written in, or `any`; null if there is none, or if the profile defines its own
   * convention.
   */
  readonly dialect: string | null;
  readonly calls: CallConvention | null;
  /** The separator between two top-level blocks; `required` if the format reward fails without it. */
  readonly separator: { readonly text: string; readonly required: boolean };
  /** How text outside all tags is judged; `error` if the format reward fails with it. */
  readonly textOutside: "error" | "warning" | "allowed";
  /** Ids of the rewards' own readers (`readers/`) that will read traces of this profile. */
  readonly readers: readonly string[];
  /** The reward that training gives to these traces; null if none is known. */
  readonly reward: RewardDefinition | null;
  /** Evidence for this profile in a file that does not name one. */
  readonly signs: readonly ProfileSign[];
  /** Tags that mark turns inside a prompt or a multi-turn text (`<user>`, `<obs>`, `<tool_response>`). */
  readonly turnTags: readonly string[];
  /** Rules switched off, on, or to another severity for this profile. */
  readonly rules: Readonly<Record<string, RuleSetting>>;
}

/** A text whose presence is evidence for a profile. */
export interface ProfileSign {
  readonly text: string;
  readonly in: "trace" | "prompt";
  readonly weight: number;
}

export type RuleSetting = "off" | "error" | "warning" | "information";

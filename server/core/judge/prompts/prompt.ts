/** The kind of answer that a prompt asks a judge for. */
export type PromptKind =
  /** Which of two responses is better. */
  | "pair"
  /** A number for one response. */
  | "rating"
  /** Whether a response is right, compared with a known right answer. */
  | "truth";

/** A judge's prompt as data. Its hash goes into every stored judgement. */
export interface Prompt {
  readonly id: string;
  readonly version: number;
  readonly title: string;
  /** The source of its words. */
  readonly source: string;
  readonly kind: PromptKind;
  /** The profile by which a judgement is read and audited; without it, the one that fits. */
  readonly profile?: string;
  /** Message of role `system`: it has no slots, so that servers can cache it. */
  readonly system?: string;
  /** Message of role `user`, with slots. */
  readonly user: string;
  /** The same for a dialogue of several turns; without it, `user` is used there too. */
  readonly conversation?: string;
  readonly verdict: VerdictData;
}

/** How to read a verdict, in the form of reward data (`verdict`). */
export type VerdictData =
  /** The official readers of a profile of judges, this one if the prompt names none: code that cannot be described as data. */
  | { readonly official: string }
  /** The first test that succeeds gives the label. */
  | { readonly cases: readonly (readonly [{ readonly has: string }, string])[] }
  /** The text that is found, mapped to a label; or read as a number, as Python's `ast.literal_eval` reads one. */
  | {
      readonly read: VerdictRead;
      readonly map?: Readonly<Record<string, string>>;
      readonly as?: "literal";
    };

export type VerdictRead = readonly FindStep[] | { readonly firstOf: readonly (readonly FindStep[])[] };

/** A pattern and which of its matches counts: 0 the first, −1 the last. Its group 1 is read. */
export interface FindStep {
  readonly find: string;
  readonly take: 0 | -1;
}

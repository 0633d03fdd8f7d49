import type { AuditedSample } from "../../audit/auditedFile";
import type { Location } from "../../model/finding";
import type { Part } from "../../model/sample";

/** The entry in package.json for a token type or modifier that is ours and not the protocol's. */
export interface OwnKind {
  readonly name: string;
  /** For people who write a theme. */
  readonly description: string;
  /** The scopes whose colour it gets in a theme that has none for it. */
  readonly scopes?: readonly string[];
}

/** Token types that the protocol does not have. */
export const ownTypes = [
  { name: "tag", description: "A tag that is meant: it opens or closes a block." },
  {
    name: "mention",
    description: "A tag that the text only speaks about.",
    scopes: ["meta.embedded.mention.trace", "markup.inline.raw.mention.trace"],
  },
] as const satisfies readonly OwnKind[];

/** A modifier for a quote, a `string`: whether its words occur in the response that it names. */
export const ownModifiers = [
  {
    name: "found",
    description: "A quote whose words stand in the response that it names.",
    scopes: ["markup.inserted.quote.trace"],
  },
  { name: "altered", description: "A quote that is not literal.", scopes: ["markup.changed.quote.trace"] },
  {
    name: "misattributed",
    description: "A quote of the other response.",
    scopes: ["markup.changed.quote.trace"],
  },
  { name: "fabricated", description: "A quote that stands nowhere.", scopes: ["markup.deleted.quote.trace"] },
] as const satisfies readonly OwnKind[];

/** All token types; those after our own are the protocol's, which every theme colours. */
export const tokenTypes = [
  ...ownTypes.map(({ name }) => name),
  "keyword",
  "property",
  "string",
  "number",
  "enumMember",
  "type",
  "function",
  "parameter",
] as const;

export const tokenModifiers = ownModifiers.map(({ name }) => name);

export type TokenType = (typeof tokenTypes)[number];
export type TokenModifier = (typeof tokenModifiers)[number];

/** A piece of a sample's text with a meaning. */
export interface Token extends Location {
  readonly type: TokenType;
  readonly modifier?: TokenModifier;
}

/** Makes the tokens of one kind for a trace of a sample. Each file in this room has one. */
export type TokenMaker = (sample: AuditedSample, trace: Part) => readonly Token[];

import type { AuditedSample } from "../../audit/auditedFile";
import type { Location } from "../../model/finding";
import type { Part } from "../../model/sample";

/** What tokens are. All but the first two are the protocol's own, which every theme colours; package.json tells of those. */
export const tokenTypes = [
  "tag",
  "mention",
  "keyword",
  "property",
  "string",
  "number",
  "enumMember",
  "type",
  "function",
  "parameter",
] as const;

/** What more there is to say of a quote: whether its words stand in the response that it names. */
export const tokenModifiers = ["found", "altered", "misattributed", "fabricated"] as const;

export type TokenType = (typeof tokenTypes)[number];
export type TokenModifier = (typeof tokenModifiers)[number];

/** A piece of a sample's text that means something. */
export interface Token extends Location {
  readonly type: TokenType;
  readonly modifier?: TokenModifier;
}

/** Makes the tokens of one kind for a trace of a sample. One file each in this room. */
export type TokenMaker = (sample: AuditedSample, trace: Part) => readonly Token[];

import type { AuditedFile } from "../audit/auditedFile";
import type { Profile } from "../model/profile";
import type { Span } from "../text/span";
import { nextTags } from "./nextTags";
import { tracePlaceAt } from "./place";

/** A tag or a header that is being written: the part of the line before the cursor that matters. */
const tagBegun = /<(\/?)([A-Za-z_][\w.:-]*)?$/;
const headerBegun = /^@([a-z_]*)$/;
/** No tag name is longer than this. */
const lookBack = 100;

/** What may be written at the cursor. The span, in the file, is what it replaces. */
export type Choice =
  | { readonly kind: "header"; readonly span: Span }
  | {
      readonly kind: "tag";
      readonly span: Span;
      readonly profile: Profile;
      /** Names, the likeliest first. */
      readonly openers: readonly string[];
      readonly closers: readonly string[];
    };

/**
 * After `<`, the tags that may come next and the closers of those that are open; after `@` at the start of a line, the
 * headers. Nothing in a JSON string: a tag's line ends would have to be escaped there, and people write traces
 * elsewhere.
 */
export function choiceAt(file: AuditedFile, offset: number): Choice | undefined {
  if (file.format.container !== "trace") return undefined;
  const { text } = file;
  const lineStart = text.lastIndexOf("\n", offset - 1) + 1;
  const before = text.slice(Math.max(lineStart, offset - lookBack), offset);
  const after = text.slice(offset, offset + lookBack);
  const spanFrom = (start: number, rest: RegExp): Span => ({
    start,
    end: offset + (rest.exec(after)?.[0].length ?? 0),
  });

  if (headerBegun.test(before) && offset - before.length === lineStart) {
    return { kind: "header", span: spanFrom(lineStart, /^[a-z_]*/) };
  }
  const tag = tagBegun.exec(before);
  if (tag === null) return undefined;
  const start = offset - tag[0].length;
  const place = tracePlaceAt(file, start);
  if (place === undefined) return undefined;
  const { profile } = place.sample;
  const written = file.auditor.parserOf(profile)(place.part.text.slice(0, place.offset));
  const { openers, closers } = nextTags(written, profile);
  // The editor may have inserted the `>` already.
  const span = spanFrom(start, /^[\w.:-]*>?/);
  return { kind: "tag", span, profile, openers: tag[1] === "/" ? [] : openers, closers };
}

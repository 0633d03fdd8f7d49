import type { Span } from "../text/span";
import { GramIndex } from "./gramIndex";
import { foldNotation } from "./notation";
import { normalise } from "./normalisedText";
import { RememberedChecks } from "./rememberedChecks";

/** A text in one of its forms (as written, normalised, …) with an index for look-ups and a map back. */
export interface TextForm {
  readonly index: GramIndex;
  /** The place in the text as written. */
  readonly toOriginal: (range: Span) => Span;
}

/**
 * A response that quotes are looked up in. Its forms and their indexes are made on first use and kept: make one object
 * per response, and keep it as long as its text is the same.
 */
export class QuotableText {
  private asWritten: TextForm | undefined;
  private asNormalised: TextForm | undefined;
  private asFolded: TextForm | undefined;

  /** The results of looking for quotes in it. */
  readonly checks = new RememberedChecks();

  constructor(readonly text: string) {}

  get written(): TextForm {
    return (this.asWritten ??= { index: new GramIndex(this.text), toOriginal: (range) => range });
  }

  get normalised(): TextForm {
    if (this.asNormalised === undefined) {
      const { text, toOriginal } = normalise(this.text);
      this.asNormalised = { index: new GramIndex(text), toOriginal };
    }
    return this.asNormalised;
  }

  get folded(): TextForm {
    if (this.asFolded === undefined) {
      const { text, toOriginal } = foldNotation(this.text);
      this.asFolded = { index: new GramIndex(text), toOriginal };
    }
    return this.asFolded;
  }
}

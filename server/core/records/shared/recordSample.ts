import type { Part, Sample, SampleAttributes, StructuredCall, Turn } from "../../model/sample";
import type { SampleDraft } from "./jsonFormat";

/**
 * A record's sample, whose turns are made when they are first asked for.
 *
 * A class, because an accessor on each single object makes V8 a hidden class of its own for it: reading a record then
 * costs three times as much. So a spread of a sample lacks its turns: name them when you copy one.
 */
export class RecordSample implements Sample {
  readonly attributes: SampleAttributes;
  readonly tools: Part | undefined;
  readonly completion: Part;
  readonly calls: readonly StructuredCall[];
  readonly groundTruth: Part | undefined;
  readonly responses: Sample["responses"];
  readonly rewarded: boolean;
  declare readonly unanswered?: true;
  private made: SampleDraft["turns"];

  constructor(
    draft: SampleDraft,
    readonly record: number,
    readonly trace: number,
  ) {
    this.attributes = draft.attributes;
    this.tools = draft.tools;
    this.completion = draft.completion;
    this.calls = draft.calls;
    this.groundTruth = draft.groundTruth;
    this.responses = draft.responses;
    this.rewarded = draft.rewarded;
    if (draft.unanswered) this.unanswered = true;
    this.made = draft.turns;
  }

  get turns(): readonly Turn[] {
    if (typeof this.made === "function") this.made = this.made();
    return this.made;
  }
}

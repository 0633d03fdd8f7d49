import type {
  EarlierText,
  Following,
  Part,
  Rollout,
  Sample,
  SampleAttributes,
  StructuredCall,
  Turn,
} from "../../model/sample";
import type { SampleDraft } from "./jsonFormat";

/**
 * A record's sample, whose turns are made on first use.
 *
 * Each sample has its own accessor property for its turns, so that a copy by spreading has them too. The getter is the
 * same function for all samples: with a new one for each, V8 would give every sample its own hidden class, and reading
 * would cost three times as much.
 */
export class RecordSample implements Sample {
  readonly attributes: SampleAttributes;
  readonly tools: Part | undefined;
  readonly completion: Part;
  readonly calls: readonly StructuredCall[];
  readonly groundTruth: Part | undefined;
  readonly responses: Sample["responses"];
  readonly rewarded: boolean;
  declare readonly turns: readonly Turn[];
  declare readonly unanswered?: true;
  declare readonly fragment?: true;
  declare readonly earlier?: readonly EarlierText[];
  declare readonly following?: Following;
  declare readonly rollout?: Rollout;
  #made: SampleDraft["turns"];

  static readonly #turns: PropertyDescriptor & ThisType<RecordSample> = {
    enumerable: true,
    get() {
      if (typeof this.#made === "function") this.#made = this.#made();
      return this.#made;
    },
  };

  constructor(
    draft: SampleDraft,
    public record: number,
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
    if (draft.fragment) this.fragment = true;
    if (draft.earlier) this.earlier = draft.earlier;
    if (draft.following) this.following = draft.following;
    if (draft.rollout) this.rollout = draft.rollout;
    this.#made = draft.turns;
    Object.defineProperty(this, "turns", RecordSample.#turns);
  }
}

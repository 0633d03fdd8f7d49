import type { ComponentOptions } from "../../model/reward";
import type { Part, Sample } from "../../model/sample";
import type { Span } from "../../text/span";
import type { Component, Earned, NamedOption } from "../shape/component";
import type { Alternative, Otherwise, OtherwiseQuestion, RewardFailure, RewardOptions } from "../shape/reward";
import { callAlternatives } from "./alternatives";
import { LastRead } from "./completion";
import type { CallReader } from "./calls";
import { ToolRLCalls } from "./comparedCalls";
import type { ToolRLDerivation } from "./derivation";
import { explainCorrectness, explainFormat, explainLength } from "./explain";
import { scoreToolRL, scoreToolRLNumbers, type ToolRLFailed } from "./index";
import { otherRewards } from "./otherwise";
import { chatFamilies, type ChatFamily } from "./template";
import { isStepwise, isToolRLVariant, toolrlVariants, variantDescriptions, type ToolRLVariant } from "./variants";

interface ToolRLOptions {
  readonly variant?: ToolRLVariant;
  readonly family?: ChatFamily;
}

const variantOption: NamedOption = {
  name: "variant",
  title: "a variant of ToolRL's reward",
  default: null,
  values: toolrlVariants.map((name) => ({ name, description: variantDescriptions[name] })),
};

const readerOption: NamedOption = {
  name: "reader",
  title: "who reads the calls: training, or the evaluation scripts",
  default: "train",
  values: [
    { name: "train", description: "The scorer: the first block, every line of it." },
    { name: "eval", description: "The evaluation scripts: the last block, and only its lines that are JSON." },
  ],
};

/** What was read last, so that another variant of the same texts need not read them again. */
const read = new LastRead();

/** What ToolRL's three components have in common. */
const shared = {
  needs: "groundTruth",
  options: {
    variant: {
      description: "one of the ways in which ToolRL's scorer can be switched",
      type: "string",
      enum: toolrlVariants,
      enumDescriptions: toolrlVariants.map((name) => variantDescriptions[name]),
      default: "default",
    },
    family: {
      description: "whose chat template is taken off the completion",
      type: "string",
      enum: chatFamilies,
      default: "qwen",
    },
  },
  asks: [variantOption, readerOption],
  // The other variants only weigh what these read.
  rereads: [{ reader: "eval" }, { variant: "length" }],
  isStepwise: (options: ComponentOptions, asked: RewardOptions) => isStepwise(settled({}, options, asked).variant),
  whyUnscorable(groundTruth: Part): RewardFailure | undefined {
    const result = scoreToolRLNumbers({ completion: "", groundTruth: groundTruth.text });
    return "error" in result ? failureOf(result, groundTruth) : undefined;
  },
} as const;

/** ToolRL's whole reward. Total and values equal those of the official scorer to the last digit. */
export const toolrl: Component = {
  ...shared,
  name: "toolrl",
  listing: { values: "-3 to 4", summary: "ToolRL's reward; its variants have other bounds" },
  pays: ["format", "calls"],
  columns: ["format", "correctness", "length"],
  earn({ sample }, options, asked) {
    const derivation = derive(sample, options, asked);
    if (derivation === undefined || "error" in derivation) return derivation;
    const oneByOne = matchedOneByOne(sample, options);
    const parts: Earned[] = [
      new EarnedFormat("format", derivation, sample),
      new EarnedCalls("correctness", derivation, sample, oneByOne, false),
    ];
    const length = lengthPart(derivation, sample);
    return length === undefined ? parts : [...parts, length];
  },
  quick({ completion, groundTruth, attributes }, options, asked) {
    if (groundTruth === undefined || groundTruth === completion) return undefined;
    const { variant, step, family, reader } = settled(attributes, options, asked);
    const numbers = scoreToolRLNumbers(
      { completion: completion.text, groundTruth: groundTruth.text, variant, step, family, reader },
      read,
    );
    if ("error" in numbers) return failureOf(numbers, groundTruth);
    const { score: total, format, correctness, length } = numbers;
    return { options: { variant }, step, total, parts: { format, correctness, length } };
  },
};

/** ToolRL's format reward: its template, chosen by the ground truth. */
export const toolrlFormat: Component = {
  ...shared,
  name: "toolrl-format",
  listing: { values: "0 or 1", summary: "the format part of ToolRL's reward" },
  pays: ["format"],
  earn({ sample }, options, asked) {
    const derivation = derive(sample, options, asked);
    if (derivation === undefined || "error" in derivation) return derivation;
    return [new EarnedFormat("toolrl-format", derivation, sample)];
  },
};

/** ToolRL's correctness reward: the calls compared with the ground truth's. 0 of 0 if that has none. */
export const toolrlCorrectness: Component = {
  ...shared,
  name: "toolrl-correctness",
  listing: {
    values: "-3 to 3",
    summary: "the correctness part of ToolRL's reward; the variant may set other bounds, see above",
  },
  pays: ["calls"],
  earn({ sample }, options, asked) {
    const derivation = derive(sample, options, asked);
    if (derivation === undefined || "error" in derivation) return derivation;
    return [new EarnedCalls("toolrl-correctness", derivation, sample, matchedOneByOne(sample, options))];
  },
};

/** The options that the sample is scored with: the requested ones, else the profile's and the sample's own. */
function settled(
  attributes: Sample["attributes"],
  { variant = "default", family = "qwen" }: ToolRLOptions,
  asked: RewardOptions,
): { variant: ToolRLVariant; step: number; family: ChatFamily; reader: CallReader } {
  const wanted = asked["variant"];
  return {
    variant: typeof wanted === "string" && isToolRLVariant(wanted) ? wanted : variant,
    step: asked.step ?? attributes.step ?? 0,
    family,
    reader: asked["reader"] === "eval" ? "eval" : "train",
  };
}

/** Undefined if there is nothing to score: no ground truth, or no completion besides it. */
function derive(
  { completion, groundTruth, attributes }: Sample,
  own: ToolRLOptions,
  asked: RewardOptions,
): ToolRLDerivation | RewardFailure | undefined {
  if (groundTruth === undefined || groundTruth === completion) return undefined;
  const { variant, step, family, reader } = settled(attributes, own, asked);
  const derivation = scoreToolRL(
    { completion: completion.text, groundTruth: groundTruth.text, variant, step, family, reader },
    read,
  );
  return "error" in derivation ? failureOf(derivation, groundTruth) : derivation;
}

function failureOf({ error: { code, message, span } }: ToolRLFailed, part: Part): RewardFailure {
  return { error: { code, message, location: { part, span } } };
}

class EarnedFormat implements Earned {
  readonly title = "Format";
  readonly pays = ["format"] as const;
  readonly value: number;
  readonly min: number;
  readonly max: number;

  constructor(
    readonly id: string,
    private readonly derivation: ToolRLDerivation,
    private readonly sample: Sample,
  ) {
    const { value, min, max } = derivation.formatPart;
    this.value = value;
    this.min = min;
    this.max = max;
  }

  get spans(): Earned["spans"] {
    const part = this.sample.completion;
    return this.derivation.formatPart.problems.map(({ span }) => ({ part, span }));
  }

  get detail(): readonly string[] {
    return explainFormat(this.derivation);
  }

  get options(): NonNullable<Earned["options"]> {
    return { variant: this.derivation.variant };
  }

  alternatives(weight: number): readonly Alternative[] {
    const [first] = this.derivation.formatPart.problems;
    if (first === undefined) return [];
    return [{ text: `All of format: ${first.message}`, gain: weight * (this.max - this.value) }];
  }

  otherwise(question: OtherwiseQuestion): Iterable<Otherwise> {
    return otherRewards(this.derivation, question);
  }
}

/** The derivation under the variant that matches calls one by one and argument by argument. */
function matchedOneByOne(sample: Sample, own: ToolRLOptions): () => ToolRLDerivation | undefined {
  return () => {
    const derivation = derive(sample, own, { variant: "default" });
    return derivation === undefined || "error" in derivation ? undefined : derivation;
  };
}

class EarnedCalls implements Earned {
  readonly title = "Correctness";
  readonly pays = ["calls"] as const;
  readonly value: number;
  readonly min: number;
  readonly max: number;

  /**
   * @param oneByOne computes the derivation under the variant that matches calls one by one
   * @param stands whether it is the only part of its derivation, so that it must say what else may have been paid
   */
  constructor(
    readonly id: string,
    private readonly derivation: ToolRLDerivation,
    private readonly sample: Sample,
    private readonly oneByOne: () => ToolRLDerivation | undefined,
    private readonly stands = true,
  ) {
    const { value, min, max, outcome } = derivation.correctnessPart;
    // With a ground truth without calls there is nothing to win or lose here.
    const isAtStake = outcome !== "nothing-expected";
    this.value = value;
    this.min = isAtStake ? min : 0;
    this.max = isAtStake ? max : 0;
  }

  get spans(): Earned["spans"] {
    return at(this.sample.completion, this.derivation.correctnessPart.completion?.body);
  }

  get detail(): readonly string[] {
    return explainCorrectness(this.derivation);
  }

  get options(): NonNullable<Earned["options"]> {
    return { variant: this.derivation.variant };
  }

  calls(weight: number): ToolRLCalls {
    return new ToolRLCalls(this.derivation, weight, this.oneByOne);
  }

  alternatives(weight: number): readonly Alternative[] {
    return callAlternatives(this.calls(weight), weight * (this.max - this.value));
  }

  otherwise(question: OtherwiseQuestion): Iterable<Otherwise> {
    return this.stands ? otherRewards(this.derivation, question) : [];
  }
}

/** Undefined if the variant does not pay for length. */
function lengthPart(derivation: ToolRLDerivation, { completion: part }: Sample): Earned | undefined {
  const length = derivation.lengthPart;
  if (length === undefined) return undefined;
  const { value, span } = length;
  const detail = explainLength(derivation);
  return { id: "length", title: "Length", value, min: 0, max: 1, spans: at(part, span), detail, pays: ["length"] };
}

function at(part: Part, span: Span | undefined): Earned["spans"] {
  return span === undefined ? [] : [{ part, span }];
}

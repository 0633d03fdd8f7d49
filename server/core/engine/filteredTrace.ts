import { auditSamples, profileOf, type AuditedSample, type ReadBy } from "../audit/readBy";
import { isCutOff } from "../facts/cutOff";
import type { Facts } from "../facts/facts";
import type { FilterWord, NameField, NumberField, TextField } from "../filters/fields";
import type { FilteredSample } from "../filters/filter";
import { isFixable } from "../fixing/fixesOf";
import type { Sample } from "../model/sample";
import { rungOfStep, type QuoteRung } from "../quotes/rungs";
import { verdictOf } from "../readings/verdictByReading";
import { isFailure, type Reward, type RewardResult } from "../rewards";
import { causeOf } from "../rules";
import { isChecked } from "./checked";
import { searchedText } from "./searchedText";

/** What is already known of the filtered trace. Everything else is computed when the filter requests it. */
export interface KnownOfTrace {
  /** The name shown in results. */
  readonly file: string;
  readonly id: string | undefined;
  readonly sample: Sample;
  readonly by: ReadBy;
  /** What was found in it, if it has been audited; undefined inside if no profile reads it. */
  readonly found?: { readonly is: AuditedSample | undefined };
  /** The reward shown for it, if that differs from its profile's. */
  readonly reward?: () => RewardResult | undefined;
}

/** A trace as filters see it. A filter that does not use findings costs no audit. */
export class FilteredTrace implements FilteredSample {
  private audited: KnownOfTrace["found"];
  private read: { readonly facts: Facts | undefined } | undefined;

  constructor(private readonly known: KnownOfTrace) {
    this.audited = known.found;
  }

  number(field: NumberField): number | undefined {
    const { sample } = this.known;
    const { attributes, completion, turns, calls, unanswered } = sample;
    switch (field) {
      case "reward":
        return this.reward?.total;
      case "recorded":
        return finite(attributes.score) ?? finite(attributes.result);
      case "advantage":
        return finite(attributes.advantage);
      case "lost":
        return this.lost;
      case "step":
        return attributes.step;
      case "calls":
        return this.facts?.calls(completion).length ?? calls.length;
      case "turns":
        return turns.length + (unanswered === true ? 0 : 1);
      case "length":
        return completion.text.length;
      default:
        return this.component(field.slice("component.".length));
    }
  }

  names(field: NameField): readonly string[] {
    const { file, id, sample } = this.known;
    const { group, category, model, gold } = sample.attributes;
    switch (field) {
      case "rule":
        return this.findings.map(({ rule }) => rule);
      case "severity":
        return this.findings.map(({ severity }) => severity);
      case "cause":
        return this.findings.map(({ rule }) => causeOf(rule));
      case "tool":
        return this.tools;
      case "quote":
        return this.quotes;
      case "verdict":
        return given(this.verdict);
      case "dialect":
        return given(this.facts?.dialect);
      case "file":
        return [file];
      case "id":
        return given(id);
      case "group":
        return given(group);
      case "category":
        return given(category);
      case "model":
        return given(model);
      case "gold":
        return given(gold);
      case "review":
        return [];
    }
  }

  text(field: TextField): string {
    return searchedText(this.known.sample, field);
  }

  is(word: FilterWord): boolean {
    const { sample, by } = this.known;
    const { found } = this;
    switch (word) {
      case "right":
        return this.isRight === true;
      case "wrong":
        return this.isRight === false;
      case "cut":
        return isCutOff(sample, this.facts);
      case "unchecked":
        return found === undefined || !isChecked(found);
      case "fixable":
        return found?.findings.some((finding) => isFixable(finding, found, by)) ?? false;
      case "dead":
      case "flipped":
        return false;
    }
  }

  /** Undefined if no profile reads it. */
  private get found(): AuditedSample | undefined {
    this.audited ??= { is: auditSamples([this.known.sample], this.known.by)[0] };
    return this.audited.is;
  }

  private get facts(): Facts | undefined {
    if (this.audited !== undefined) return this.audited.is?.facts;
    this.read ??= { facts: this.readFacts() };
    return this.read.facts;
  }

  private readFacts(): Facts | undefined {
    const { sample, by } = this.known;
    const profile = sample.fragment === true ? undefined : profileOf(sample, by);
    return profile && by.auditor.factsOf(sample, profile, by.paid);
  }

  private get findings(): AuditedSample["findings"] {
    return this.found?.findings ?? [];
  }

  private get reward(): Reward | undefined {
    const { reward = () => this.facts?.reward } = this.known;
    const result = reward();
    return result === undefined || isFailure(result) ? undefined : result;
  }

  /** How much the reward lacks to its maximum. */
  private get lost(): number | undefined {
    const { reward } = this;
    return reward && reward.max - reward.total;
  }

  /** A part of the computed reward with this id, else a recorded one with this name. */
  private component(name: string): number | undefined {
    const part = this.reward?.parts.find(({ id }) => id === name);
    return part?.value ?? this.known.sample.attributes.components?.[name] ?? undefined;
  }

  private get tools(): readonly string[] {
    const { completion, calls } = this.known.sample;
    const made = this.facts?.calls(completion).map(({ name }) => name) ?? calls.map(({ name }) => name?.text);
    return made.filter((name) => typeof name === "string");
  }

  /** Read the way the reward reads it, else as its author meant it. */
  private get verdict(): string | undefined {
    const { facts } = this;
    const verdicts = facts && verdictOf(facts);
    const paid = facts?.judgement(this.known.sample.completion)?.paidReading?.name ?? "parsed";
    const label = verdicts?.[paid] ?? undefined;
    return label === undefined ? undefined : String(label);
  }

  private get quotes(): readonly string[] {
    const judged = this.facts?.judgement(this.known.sample.completion)?.quotes ?? [];
    const rungs = judged.flatMap(({ check }) => rungOfStep[check.step] ?? []);
    return rungs.flatMap((rung) => quoteNames[rung] ?? []);
  }

  /** A judge is right if its verdict is the gold label; any other trace is right if it earns its reward's maximum. */
  private get isRight(): boolean | undefined {
    const { gold } = this.known.sample.attributes;
    if (gold !== undefined) return this.verdict === gold;
    const { reward } = this;
    return reward && reward.total >= reward.max - tolerance;
  }
}

/** How far below the maximum still counts as the maximum: rewards are sums of parts. */
const tolerance = 1e-6;

/** The names that filters use for quotes, by how well the quote was found. */
const quoteNames: Readonly<Record<QuoteRung, string | undefined>> = {
  exact: "found",
  normalised: "found",
  altered: "altered",
  other: "other",
  invented: "invented",
  unchecked: undefined,
};

function given(name: string | undefined): readonly string[] {
  return name === undefined ? [] : [name];
}

function finite(value: number | undefined): number | undefined {
  return value !== undefined && Number.isFinite(value) ? value : undefined;
}

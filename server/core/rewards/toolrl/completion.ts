import { textOf, type Span } from "../../text/span";
import { hasCallTags, nodesOf, readCalls, type OfficialCallBlock, type CallLine, type CallReader } from "./calls";
import type { CallFailure } from "./failure";
import { followsTemplate, type Template } from "./format";
import { GroundTruth } from "./groundTruth";
import { matchCalls, type Outcome } from "./match";
import { scoredRange, type ChatFamily } from "./template";
import type { Comparison } from "./variants";

/** A completion as read: what all variants of the reward need from it. */
export class Completion {
  readonly range: Span;
  /** Its calls; undefined if it has no `<tool_call>`. */
  readonly block: OfficialCallBlock | undefined;
  private followed: { readonly template: Template; readonly does: boolean } | undefined;
  private truth: GroundTruth | undefined;
  private readonly outcomes = new Map<Comparison, Outcome>();

  constructor(
    readonly text: string,
    readonly family: ChatFamily,
    readonly reader: CallReader,
  ) {
    this.range = scoredRange(text, family);
    this.block = readCalls(text, this.range, reader);
  }

  follows(template: Template): boolean {
    if (this.followed?.template !== template) {
      this.followed = { template, does: followsTemplate(this.text, this.range, template) };
    }
    return this.followed.does;
  }

  /** Compares its calls with those of a ground truth; the result for the last one is kept. */
  compared(truth: GroundTruth, comparison: Comparison): Outcome {
    if (this.truth !== truth) {
      this.outcomes.clear();
      this.truth = truth;
    }
    let outcome = this.outcomes.get(comparison);
    if (outcome === undefined) {
      outcome = this.compare(truth, comparison);
      this.outcomes.set(comparison, outcome);
    }
    return outcome;
  }

  private compare(truth: GroundTruth, comparison: Comparison): Outcome {
    const { text, range, block, reader } = this;
    if (truth.block === undefined) return { kind: "nothing-expected" };
    if (block === undefined) return failed(missingTag("no-opener", "<tool_call>", range));
    if (reader === "train" && !hasCallTags(text, range)) return failed(missingTag("no-closer", "</tool_call>", range));
    // Often the calls are exactly the expected ones and need not be read: the ground truth's have been.
    if (textOf(text, block.body) === truth.body) return { kind: "equal", toTheLetter: true };
    const bad = block.lines.findIndex((line) => !line.json.ok);
    const badLine = block.lines[bad];
    if (badLine !== undefined && !badLine.json.ok) return failed(noJson(badLine, bad));
    return matchCalls(truth.calls, nodesOf(block), comparison);
  }
}

/**
 * Reads completions and ground truths, and keeps the last of each: the rollouts of one prompt, a GRPO group, share
 * their ground truth and mostly come together, and one completion is scored under several variants. It keeps only one
 * because whatever outlives V8's youngest generation costs more to keep than to read again.
 */
export class LastRead {
  private lastTruth: GroundTruth | undefined;
  private last: Completion | undefined;

  truth(text: string): GroundTruth {
    if (this.lastTruth?.text !== text) this.lastTruth = new GroundTruth(text);
    return this.lastTruth;
  }

  completion(text: string, family: ChatFamily, reader: CallReader): Completion {
    const { last } = this;
    if (last?.text === text && last.family === family && last.reader === reader) return last;
    return (this.last = new Completion(text, family, reader));
  }
}

function failed(failure: CallFailure): Outcome {
  return { kind: "failed", failure };
}

function missingTag(code: "no-opener" | "no-closer", tag: string, range: Span): CallFailure {
  const span = { start: range.end, end: range.end };
  return {
    code,
    message: `the ground truth has calls, but ${tag} is missing here`,
    side: "completion",
    span,
    line: undefined,
    json: undefined,
  };
}

function noJson(line: CallLine, index: number): CallFailure {
  const json = line.json.ok ? undefined : line.json.failure;
  const blank = json?.code === "empty";
  const message = blank
    ? "a blank line between calls is not JSON for the reward (evaluation skips it)"
    : `the line is not valid JSON: ${json?.message ?? ""}`;
  const span = blank ? line.span : (json?.span ?? line.span);
  return { code: "no-json", message, side: "completion", span, line: index, json };
}

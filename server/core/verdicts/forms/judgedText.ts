import { isAbsent } from "../../expressions/absent";
import { evaluate } from "../../expressions/evaluate";
import type { Label } from "../../expressions/node";
import { presetVerdict } from "../readers/presets";
import type { FormReader, JudgeForm } from "./form";
import { sideOf, type Side } from "../../model/side";
import { numbersIn } from "./askedScale";
import { objectsIn } from "./insideJson";
import { verdictsIn, type WrittenVerdict } from "./writtenVerdicts";

export type { Label } from "../../expressions/node";

/** What a program reads in a text: its own label, `raises` if it stops with an error, undefined if that is unknown. */
export type ProgramLabel = { readonly label: Label } | "raises" | undefined;

/** What a program reads in a judge's answer, and what it would read in the verdict alone. */
export interface ProgramReading extends FormReader {
  readonly read: ProgramLabel;
  /** What it reads in the meant verdict standing alone; undefined if none is meant. */
  readonly meant: ProgramLabel;
  /** Whether it reads another verdict than the meant one. */
  readonly isMisled: boolean;
}

/**
 * A judge's answer in a known form, as its author means it and as programs read it. Everything is computed on first
 * use.
 */
export class JudgedText {
  private all: readonly WrittenVerdict[] | undefined;
  private read: readonly ProgramReading[] | undefined;
  private near: { readonly verdict: WrittenVerdict | undefined } | undefined;

  constructor(
    readonly form: JudgeForm,
    readonly text: string,
  ) {}

  /** The verdicts in the text, in order. */
  get verdicts(): readonly WrittenVerdict[] {
    return (this.all ??= this.readable(verdictsIn(this.text, this.form.verdict)));
  }

  /** Those that can be read: a value of JSON only where that parses. (In single quotes it is a dict of Python's.) */
  private readable(verdicts: readonly WrittenVerdict[]): readonly WrittenVerdict[] {
    if (!this.form.json || verdicts.length === 0) return verdicts;
    const objects = objectsIn(this.text);
    return verdicts.filter(
      ({ text, span }) =>
        text.startsWith("'") || objects.some(({ start, end }) => start <= span.start && span.end <= end),
    );
  }

  /** The meant verdict: the last one. */
  get meant(): WrittenVerdict | undefined {
    return this.verdicts.at(-1);
  }

  /** The first verdict that differs from the meant one; undefined if there is none. */
  get otherVerdict(): WrittenVerdict | undefined {
    const { meant } = this;
    return meant && this.verdicts.find(({ label }) => !isSameLabel(label, meant.label));
  }

  /** The verdict right before the meant one, if it differs: nobody knows which of the two is meant. */
  get conflicting(): WrittenVerdict | undefined {
    // Values that a prompt asks for in its own words may be several: one a criterion or a response.
    if (!this.form.compares && this.form.readers.length === 0) return undefined;
    const [before, meant] = this.verdicts.slice(-2);
    if (before === undefined || meant === undefined || isSameLabel(before.label, meant.label)) return undefined;
    const between = this.text.slice(before.span.end, meant.span.start);
    return /^[\s,;/&|]{0,20}(?:and|or)?[\s,;/&|]{0,20}$/.test(between) ? before : undefined;
  }

  /** If there is no verdict: the last thing that looks like one. */
  get malformed(): WrittenVerdict | undefined {
    if (this.meant !== undefined) return undefined;
    this.near ??= { verdict: verdictsIn(this.text, this.form.loose).at(-1) };
    return this.near.verdict;
  }

  /** What the programs of the form read. */
  get readings(): readonly ProgramReading[] {
    return (this.read ??= this.form.readers.map((reader) => {
      const read = readBy(reader.name, this.text);
      const meant = this.meant && readBy(reader.name, this.meant.text);
      return { ...reader, read, meant, isMisled: read !== undefined && meant !== undefined && !isSame(read, meant) };
    }));
  }

  /** The response that the verdict prefers; undefined if it compares none or no program tells. */
  get side(): Side | undefined {
    if (!this.form.compares) return undefined;
    if (this.form.pairs) return this.meant && higherOf(this.meant.label);
    if (this.form.readers.length === 0) return this.meant && sideOf(this.meant.label);
    for (const { meant } of this.readings) {
      const side = meant === undefined || meant === "raises" ? undefined : sideOf(meant.label);
      if (side !== undefined) return side;
    }
    return undefined;
  }
}

/** The response with the higher of two scores. */
function higherOf(label: string): Side | undefined {
  const scores = numbersIn(label);
  const [a, b] = [scores[0], scores.at(-1)];
  if (a === undefined || b === undefined) return undefined;
  return a === b ? "tie" : a > b ? "A" : "B";
}

/** What a program reads in a text. */
function readBy(name: string, completion: string): ProgramLabel {
  const reader = presetVerdict(name);
  if (reader === undefined) return undefined;
  const outcome = evaluate(reader.verdict, { completion });
  if (!isAbsent(outcome)) return outcome;
  return outcome.absent === "undecided" ? undefined : "raises";
}

function isSame(a: ProgramLabel, b: ProgramLabel): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function isSameLabel(a: string, b: string): boolean {
  return a.replace(/\s/g, "").toLowerCase() === b.replace(/\s/g, "").toLowerCase();
}

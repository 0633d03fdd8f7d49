import { pythonPattern, type Pattern } from "../../python/regex/pattern";
import data from "./forms.json";

/** A program that reads verdicts of a form: a reader among the presets. */
export interface FormReader {
  /** Name of the preset: `rewardbench/default`. */
  readonly name: string;
  /** Who it belongs to, to begin a sentence: "RewardBench". */
  readonly who: string;
}

/**
 * A way in which judges write verdicts, with the programs that read it. Profiles name programs, and the forms follow
 * from them.
 */
export interface JudgeForm {
  readonly id: string;
  /** How verdicts are to be written, for messages. */
  readonly written: readonly string[];
  /** What its labels are, where the example does not tell: "a whole number from 1 to 5". */
  readonly takes?: string;
  /** Whether a verdict says which of two responses is better. */
  readonly compares: boolean;
  /** Whether a verdict is a value of a JSON object: where that does not parse, nobody reads one. */
  readonly json: boolean;
  /** Whether its label is made of scores. */
  readonly scores: boolean;
  /** Whether its label holds the scores of two responses, of which the higher one is the better. */
  readonly pairs: boolean;
  /** Whether programs look for it in the answer's first line alone. */
  readonly begins: boolean;
  /** A verdict; group 1 is its label. The last one in a text is the one that the judge means. */
  readonly verdict: Pattern;
  /** What looks like a verdict of this form but may be miswritten; group 1 is its label. */
  readonly loose: Pattern;
  /** Lists of texts. A prompt that has all texts of one list asks for this form. */
  readonly asked: readonly (readonly string[])[];
  /** Whether its labels occur in all kinds of texts, so that only a prompt or a profile tells the form. */
  readonly onlyAsked: boolean;
  readonly readers: readonly FormReader[];
}

interface FormData {
  readonly id: string;
  readonly written: readonly string[];
  readonly takes?: string;
  readonly compares?: boolean;
  readonly json?: boolean;
  readonly scores?: boolean;
  readonly pairs?: boolean;
  readonly begins?: boolean;
  readonly verdict: string;
  readonly flags?: string;
  readonly loose: string;
  readonly asked: readonly (readonly string[])[];
  readonly onlyAsked?: boolean;
  readonly readers: Readonly<Record<string, string>>;
}

let made: readonly JudgeForm[] | undefined;

/** All forms. If a prompt asks for two, the first is meant. Built on first use. */
export function judgeForms(): readonly JudgeForm[] {
  return (made ??= (data as unknown as readonly FormData[]).map(formOf));
}

/** The forms that at least one of these programs reads, each with only those of its readers. */
export function formsRead(readers: readonly string[]): readonly JudgeForm[] {
  if (!readers.some((name) => readerNames().has(name))) return [];
  return judgeForms().flatMap((form) => {
    const known = form.readers.filter(({ name }) => readers.includes(name));
    return known.length === 0 ? [] : [known.length === form.readers.length ? form : { ...form, readers: known }];
  });
}

let names: ReadonlySet<string> | undefined;

function readerNames(): ReadonlySet<string> {
  return (names ??= new Set((data as unknown as readonly FormData[]).flatMap(({ readers }) => Object.keys(readers))));
}

function formOf({
  verdict,
  loose,
  flags = "",
  readers,
  compares = false,
  json = false,
  scores = false,
  pairs = false,
  begins = false,
  onlyAsked = false,
  ...form
}: FormData): JudgeForm {
  return {
    ...form,
    compares,
    json,
    scores,
    pairs,
    begins,
    onlyAsked,
    verdict: judgePattern(verdict, flags),
    loose: judgePattern(loose),
    readers: Object.entries(readers).map(([name, who]) => ({ name, who })),
  };
}

/** A pattern of the project's own data. */
export function judgePattern(source: string, flags = ""): Pattern {
  const result = pythonPattern(source, flags);
  if (!result.ok) throw new Error(`${source}: ${result.problem.message}`);
  return result.pattern;
}

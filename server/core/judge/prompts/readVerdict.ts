import { createTraceParser, type TraceParser } from "../../parse/parseTrace";
import { builtInProfiles } from "../../profiles/builtIn";
import { VerdictForm } from "../../verdicts/verdictForm";
import { readBy, readParsed } from "../../verdicts/verdicts";
import type { Verdict } from "../../model/sample";
import type { Prompt, VerdictData, VerdictRead } from "./prompt";

/** A judge's verdict: a label in the words of its prompt (A is the response shown first), or a number. */
export interface ReadVerdict {
  /** `A`, `B`, `tie`, `right`, `wrong`, or a rating; undefined if none can be read. */
  readonly label: string | number | undefined;
  /** Each reader's result, by its name; null for no verdict. */
  readonly readers: Readonly<Record<string, string | number | null>>;
}

/** Reads the verdicts of one prompt. */
export type VerdictReader = (text: string, reasoning: string | undefined, gold: Verdict | undefined) => ReadVerdict;

/** How the traces of a profile are parsed, and how its judges write a verdict. */
interface JudgeForm {
  readonly parse: TraceParser;
  readonly form: VerdictForm;
}

const forms = new Map<string, JudgeForm>();

function formOf(name: string): JudgeForm {
  let known = forms.get(name);
  if (known === undefined) {
    const profile = builtInProfiles.find((one) => one.name === name);
    const form = profile && VerdictForm.of(profile);
    if (profile === undefined || form === undefined) throw new Error(`${name} is no profile of judges.`);
    known = { parse: createTraceParser(profile), form };
    forms.set(name, known);
  }
  return known;
}

/** The verdict reader of a prompt: the same grammar and rules as for any trace. */
export function verdictReader({ id, verdict, profile }: Pick<Prompt, "id" | "verdict" | "profile">): VerdictReader {
  if ("official" in verdict) return officialReader(profile ?? verdict.official);
  return (text) => {
    const label = read(verdict, text);
    return { label, readers: { [id]: label ?? null } };
  };
}

/**
 * Benchmarks read the text with its reasoning in it, as the model wrote it; the author's meaning comes after the
 * reasoning.
 */
function officialReader(profile: string): VerdictReader {
  return (text, reasoning, gold) => {
    const { parse, form } = formOf(profile);
    const whole = reasoning === undefined ? text : `<think>\n${reasoning}\n</think>\n\n${text}`;
    const parsed = readParsed(parse(text), form).verdict;
    return {
      label: parsed,
      readers: {
        parsed: parsed ?? null,
        train: readBy("train", whole, form, gold).verdict ?? null,
        eval: readBy("eval", whole, form, gold).verdict ?? null,
        sftFilter: readBy("sftFilter", whole, form, gold).verdict ?? null,
      },
    };
  };
}

function read(verdict: Exclude<VerdictData, { official: unknown }>, text: string): string | number | undefined {
  if ("cases" in verdict) return verdict.cases.find(([{ has }]) => text.includes(has))?.[1];
  const found = find(verdict.read, text);
  if (found === undefined) return undefined;
  if (verdict.as === "literal") return literal(found);
  return verdict.map === undefined ? found : verdict.map[found];
}

function find(how: VerdictRead, text: string): string | undefined {
  if ("firstOf" in how) {
    for (const steps of how.firstOf) {
      const found = find(steps, text);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  let current: string | undefined = text;
  for (const { find: pattern, take } of how) {
    if (current === undefined) return undefined;
    const matches: RegExpMatchArray[] = [...current.matchAll(new RegExp(pattern, "gu"))];
    current = matches.at(take)?.[1];
  }
  return current;
}

/** A number as `ast.literal_eval` reads one: an integer with leading zeros raises an error. */
function literal(written: string): number | undefined {
  return /^0+[1-9]\d*$/.test(written) ? undefined : Number(written);
}

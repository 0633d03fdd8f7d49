import { parse } from "../generated/markers.mjs";
import { bodies } from "./bodies";
import { dialects } from "./data";
import type { DialectTool, SignData } from "./dialect";
import { literalStart, templateSource, type Dialect } from "./marks";
import { readDialect } from "./read";
import { isListed, skipSpace } from "./reading";

/** A trace of a file, as far as it can show its dialect. */
export interface RecognisedText {
  readonly text: string;
  /** The prompt before it: the template's own words count more. */
  readonly prompt?: string | undefined;
  readonly tools?: readonly DialectTool[] | undefined;
}

export interface Recognised {
  readonly dialect: Dialect;
  /** How many of the traces are written in it; 0 if only prompts show it. */
  readonly traces: number;
  /** For people: `12 of 14 traces hold <tool_call>`. */
  readonly reason: string;
}

/** A prompt counts as this many traces. */
const promptWeight = 3;
/** How many characters of a text are examined. */
const longestLook = 200_000;

/**
 * The dialect of a file: the one that most of its traces are written in, judged by whole marks and what follows them.
 * Calls without any mark count if they name a listed tool, or if most traces hold them.
 *
 * @param isBare do calls without any mark count? The search for them takes long.
 * @returns undefined if nothing shows the dialect.
 */
export function recogniseDialect(
  texts: readonly RecognisedText[],
  { isBare = true }: { readonly isBare?: boolean } = {},
): Recognised | undefined {
  const votes = new Map<Dialect, { weight: number; traces: number; mark: string }>();
  let bare: { dialect: Dialect; listed: boolean }[] = [];
  for (const one of texts) {
    const { text, tools } = one;
    const { inText, inPrompt } = signsOf(one);
    for (const [best, weight] of [
      [inText, 1],
      [inPrompt, promptWeight],
    ] as const) {
      if (best === undefined) continue;
      const vote = votes.get(best.dialect) ?? { weight: 0, traces: 0, mark: best.mark };
      vote.weight += weight;
      if (best === inText) vote.traces++;
      votes.set(best.dialect, vote);
    }
    if (isBare && inText === undefined) bare = [...bare, ...(byForm(text, tools ?? []) ?? [])];
  }
  for (const dialect of new Set(bare.map((one) => one.dialect))) {
    const own = bare.filter((one) => one.dialect === dialect);
    const listed = own.filter((one) => one.listed).length;
    const counted = 2 * own.length > texts.length ? own.length : listed;
    if (counted > 0) {
      const vote = votes.get(dialect);
      votes.set(dialect, {
        weight: (vote?.weight ?? 0) + counted,
        traces: (vote?.traces ?? 0) + counted,
        mark: counted > (vote?.traces ?? 0) ? "" : (vote?.mark ?? ""),
      });
    }
  }
  let best: Dialect | undefined;
  for (const dialect of dialects) {
    const weight = votes.get(dialect)?.weight ?? 0;
    if (weight > (best === undefined ? 0 : (votes.get(best)?.weight ?? 0))) best = dialect;
  }
  const vote = best === undefined ? undefined : votes.get(best);
  if (best === undefined || vote === undefined) return undefined;
  return { dialect: best, traces: vote.traces, reason: reasonOf(vote, texts.length) };
}

function reasonOf(vote: { traces: number; mark: string }, all: number): string {
  const what = vote.mark === "" ? "calls without marks" : vote.mark;
  if (vote.traces === 0) return `the prompt holds ${what}`;
  return all === 1 ? `the trace holds ${what}` : `${vote.traces} of ${all} traces hold ${what}`;
}

interface Sign {
  readonly dialect: Dialect;
  readonly data: SignData;
  readonly mark: RegExp | undefined;
  /** What its mark begins with, which is looked for first. */
  readonly start: string;
  readonly then: RegExp | undefined;
  readonly weight: number;
}

const signs: readonly Sign[] = dialects.flatMap((dialect) =>
  (dialect.signs ?? []).map((data) => ({
    dialect,
    data,
    start: literalStart(data.mark),
    mark: data.mark === "" ? undefined : new RegExp(templateSource(data.mark), "y"),
    then: data.then === undefined ? undefined : new RegExp(data.then, data.mark === "" ? "" : "y"),
    weight: data.weight ?? 1,
  })),
);

const marked = new Map<string, Sign[]>();
for (const sign of signs) {
  if (sign.mark === undefined) continue;
  const first = sign.data.mark.slice(0, 1);
  marked.set(first, [...(marked.get(first) ?? []), sign]);
}

interface Signed {
  readonly dialect: Dialect;
  readonly mark: string;
}

interface SignsOfText {
  readonly inText: Signed | undefined;
  readonly inPrompt: Signed | undefined;
}

/** A file that is edited is asked at each edit, and all but one of its traces are the same as before. */
const knownSigns = new WeakMap<RecognisedText, SignsOfText>();

function signsOf(one: RecognisedText): SignsOfText {
  let signs = knownSigns.get(one);
  if (signs === undefined) {
    signs = { inText: bySigns(one.text), inPrompt: one.prompt === undefined ? undefined : ofPrompt(one.prompt) };
    knownSigns.set(one, signs);
  }
  return signs;
}

/** The signs of the last prompt: the rollouts of one prompt stand together. */
let lastPrompt: { readonly text: string; readonly signed: Signed | undefined } | undefined;

function ofPrompt(text: string): Signed | undefined {
  if (lastPrompt?.text !== text) lastPrompt = { text, signed: bySigns(text) };
  return lastPrompt.signed;
}

/** The dialect whose signs have the most weight in one text. */
function bySigns(whole: string): Signed | undefined {
  const text = whole.slice(0, longestLook);
  const found = new Set<Sign>();
  for (const start of parse(text) as (number | null)[]) {
    if (start === null) continue;
    for (const sign of marked.get(text[start] as string) ?? []) {
      if (sign.mark === undefined || !text.startsWith(sign.start, start) || found.has(sign)) continue;
      sign.mark.lastIndex = start;
      if (!sign.mark.test(text)) continue;
      if (sign.then !== undefined) {
        sign.then.lastIndex = skipSpace(text, sign.mark.lastIndex, text.length);
        if (!sign.then.test(text)) continue;
      }
      found.add(sign);
    }
  }
  for (const sign of signs) if (sign.mark === undefined && sign.then?.test(text) === true) found.add(sign);
  const sums = new Map<Dialect, number>();
  for (const { dialect, weight } of found) sums.set(dialect, (sums.get(dialect) ?? 0) + weight);
  let best: Dialect | undefined;
  for (const dialect of dialects) {
    if ((sums.get(dialect) ?? 0) > (best === undefined ? 0 : (sums.get(best) ?? 0))) best = dialect;
  }
  if (best === undefined) return undefined;
  const own = [...found].filter(({ dialect }) => dialect === best);
  const sign = own.toSorted((a, b) => b.weight - a.weight)[0];
  return { dialect: best, mark: (sign?.data.mark ?? "").replace(/\{(\w+)\}/g, "…") };
}

/** The dialects without marks whose calls occur in a text. */
function byForm(text: string, tools: readonly DialectTool[]): { dialect: Dialect; listed: boolean }[] | undefined {
  if (text.length > longestLook || !/[{[(]/.test(text)) return undefined;
  for (const dialect of dialects) {
    if (dialect.bare !== true || bodies[dialect.body.kind].readBare === undefined) continue;
    const { calls, faults } = readDialect(text, dialect, { tools });
    const isClean = faults.every(({ rule }) => rule !== "tool-call-layout" && rule !== "tool-call-name");
    if (calls.length === 0 || (!isClean && tools.length === 0)) continue;
    const listed = calls.every(({ name }) => name !== undefined && isListed(tools, name));
    return [{ dialect: formOf(text, dialect), listed }];
  }
  return undefined;
}

/** Objects in a list belong to another dialect than objects side by side. */
function formOf(text: string, dialect: Dialect): Dialect {
  if (dialect.body.kind !== "json-call" || !/(?:^|\n)[ \t]*\[\s*\{/.test(text)) return dialect;
  const isList = ({ bare, body, signs: own }: Dialect): boolean =>
    bare === true && body.kind === "json-call" && body.holds === "list" && own === undefined;
  return dialects.find(isList) ?? dialect;
}

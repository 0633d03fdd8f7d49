import type { AuditedSample, ReadBy } from "../audit/readBy";
import { callInWords } from "../dialects/callInWords";
import { isCutOff } from "../facts/cutOff";
import type { Facts } from "../facts/facts";
import { toolErrors } from "../facts/toolErrors";
import { isFixable } from "../fixing/fixesOf";
import { severities } from "../model/finding";
import type { Part, Sample } from "../model/sample";
import { sideOf } from "../model/side";
import type { RowFinding, RowJudge, RowQuotes, RowReward, SampleRow } from "../model/sampleRow";
import type { Profile } from "../model/profile";
import { isNeutral } from "../profiles/neutral";
import { isChecked } from "./checked";
import { shownProfileName } from "../profiles/verdictForm";
import type { QuoteStep } from "../quotes/quoteCheck";
import { rungOfStep } from "../quotes/rungs";
import { isFailure } from "../rewards";
import { causeOf } from "../rules";
import { findingCosts } from "./findingCosts";
import { verdictOf, type VerdictByReading } from "../readings/verdictByReading";
import { repetition } from "../statistics/repetition";
import { oneLine } from "../text/oneLine";
import { TextHash, textHash } from "../text/textHash";
import { findsVerdict } from "../verdicts/forms/inWords";
import type { JudgedText } from "../verdicts/forms/judgedText";

/** Where a row's sample is, and its name. */
export type RowHead = Pick<SampleRow, "file" | "record" | "trace" | "id" | "checked" | "isEarlierTurn">;

/** The longest question and the longest call that a row holds, in UTF-16 units. */
const [longestQuestion, longestCall] = [160, 100];

/**
 * The row of a sample in a run's table.
 *
 * @param found what was found in it; undefined if no profile reads it
 * @param fixes how it is read, to say which findings can be fixed; undefined if not requested
 */
export function sampleRow(
  head: RowHead,
  sample: Sample,
  found: AuditedSample | undefined,
  fixes: ReadBy | undefined,
): SampleRow {
  const { attributes, turns, completion } = sample;
  const { step, group, model, category, score, components, advantage, finishReason } = attributes;
  const facts = found?.facts;
  return {
    ...head,
    step,
    group: group === undefined || group.length <= longestName ? group : textHash(group),
    model,
    category,
    profile: found === undefined || isNeutral(found.profile) ? undefined : shownProfileName(found.profile),
    dialect: facts?.dialect,
    question: questionOf(sample, found?.profile),
    ...hashesOf(sample),
    ...rewardIn(facts),
    recorded: finite(score),
    components: components ?? {},
    advantage: finite(advantage),
    findings: found === undefined ? [] : findingsIn(found),
    calls: callsIn(sample, facts),
    toolErrors: toolErrors(sample),
    turns: turns.length + (sample.unanswered === true ? 0 : 1),
    length: completion.text.length,
    repetition: repetition(completion.text),
    cut: isCutOff(sample, facts),
    endedBy: finishReason,
    asks: endsInQuestion.test(completion.text.slice(-longestEnd)),
    truthHasCalls: facts && truthHasCalls(facts),
    judge: facts === undefined ? outcomeOf(sample) : (judgeIn(facts) ?? outcomeOf(sample)),
    fixable: fixes && found && hasFixable(found, fixes),
  };
}

/** What a list of samples says of one, without the costly rest of its row. */
export function listedRow(found: AuditedSample): Pick<SampleRow, "checked" | "reward" | "recorded" | "findings"> {
  const { score } = found.sample.attributes;
  return {
    checked: isChecked(found),
    reward: rewardIn(found.facts).reward,
    recorded: finite(score),
    findings: findingsIn(found),
  };
}

function finite(number: number | undefined): number | undefined {
  return number !== undefined && Number.isFinite(number) ? number : undefined;
}

/** As many findings are tried as their audits may cost together: the first is always. */
function hasFixable(found: AuditedSample, fixes: Parameters<typeof isFixable>[2]): boolean {
  const tries = Math.max(1, Math.floor(charactersTried / (found.sample.completion.text.length + 1)));
  return found.findings.slice(0, tries).some((finding) => isFixable(finding, found, fixes));
}

/** So many characters of a sample, or of a record, are audited again at most, to tell which findings can be fixed. */
export const charactersTried = 16_000_000;

/** A longer name is a whole prompt, so its hash is used instead. */
const longestName = 80;

/** How much of a text's end is looked at. */
const longestEnd = 200;

/** A question mark followed only by quotes, marks and closing tags. */
const endsInQuestion = /[?？]["'”’*_)\]]{0,4}(?:\s{0,9}<\/[^<>]{1,40}>){0,4}\s{0,9}$/;

function questionOf({ turns }: Sample, profile: Profile | undefined): string | undefined {
  const asked =
    turns.findLast(({ role, part }) => role === "user" && part !== undefined) ??
    turns.findLast(({ role, part }) => role === "prompt" && part !== undefined);
  const text = asked?.part?.text;
  return text && oneLine(lastTurnIn(text, profile) ?? text, longestQuestion);
}

/** A turn may hold a dialogue, each turn in a tag of the profile: what the user said last in it. */
function lastTurnIn(text: string, profile: Profile | undefined): string | undefined {
  let [from, to] = [-1, -1];
  for (const name of profile?.turnTags ?? []) {
    // What a tool answered has a role; what the user said has none.
    if (profile?.tags[name]?.role != null) continue;
    const [opener, closer] = [`<${name}>`, `</${name}>`];
    const end = text.lastIndexOf(closer);
    const start = end < 0 ? -1 : text.lastIndexOf(opener, end);
    if (start > from) [from, to] = [start + opener.length, end];
  }
  const said = from < 0 ? "" : text.slice(from, to).trim();
  return said === "" ? undefined : said;
}

function hashesOf({ turns, completion, calls }: Sample): Pick<SampleRow, "promptHash" | "completionHash"> {
  const prompt = new TextHash();
  for (const { role, part, calls: made } of turns) {
    prompt.add(role).add(part?.text ?? "");
    for (const call of made) prompt.add(call.name?.text ?? "").add(call.arguments?.text ?? "");
  }
  const given = new TextHash().add(completion.text);
  for (const call of calls) given.add(call.name?.text ?? "").add(call.arguments?.text ?? "");
  return { promptHash: prompt.digits, completionHash: given.digits };
}

function rewardIn(facts: Facts | undefined): Pick<SampleRow, "reward" | "undecided"> {
  const reward = facts?.reward;
  if (reward === undefined) return { reward: undefined, undecided: undefined };
  if (isFailure(reward)) return { reward: undefined, undecided: reward.error.undecided };
  const { total, min, max, parts } = reward;
  const row: RowReward = {
    value: total,
    least: min,
    best: max,
    parts: parts.map(({ id, value, min: least, max: most, pays }) => ({ id, value, min: least, max: most, pays })),
  };
  return { reward: row, undecided: undefined };
}

function findingsIn(found: AuditedSample): readonly RowFinding[] {
  const { findings, leftOut } = found;
  const costs = findings.length === 0 ? undefined : findingCosts(found);
  const rules = new Map<string, Writable<RowFinding>>();
  for (const { rule, severity } of findings) {
    const known = rules.get(rule);
    if (known === undefined) {
      const count = 1 + (leftOut[rule] ?? 0);
      rules.set(rule, { rule, cause: causeOf(rule), severity, count, cost: costs?.get(rule) });
    } else {
      known.count++;
      if (rank(severity) < rank(known.severity)) known.severity = severity;
    }
  }
  return [...rules.values()].sort((a, b) => rank(a.severity) - rank(b.severity) || (b.cost ?? 0) - (a.cost ?? 0));
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

function rank(severity: RowFinding["severity"]): number {
  return severities.indexOf(severity);
}

function callsIn({ completion, calls }: Sample, facts: Facts | undefined): SampleRow["calls"] {
  if (facts === undefined) return { count: calls.length, first: undefined, tools: [] };
  const made = facts.calls(completion);
  const [first] = made;
  const tools = new Set<string>();
  for (const { name } of made) if (typeof name === "string") tools.add(oneLine(name, longestName));
  return { count: made.length, first: first && callInWords(first, longestCall), tools: [...tools] };
}

/**
 * Undefined if the ground truth says nothing of calls. An answer in words says nothing: it may take any number of calls
 * to find it. A trace says that none is due where calls are what the reward pays for, and so does an empty list.
 */
function truthHasCalls(facts: Facts): boolean | undefined {
  const { groundTruth, completion } = facts.sample;
  if (groundTruth === undefined || groundTruth === completion || facts.expected?.kind === "unreadable")
    return undefined;
  if (facts.expected !== undefined || facts.calls(groundTruth).length > 0) return true;
  const isTrace = facts.traced.includes(groundTruth) && facts.paysFor("calls");
  return isTrace || emptyList.test(groundTruth.text) ? false : undefined;
}

const emptyList = /^\s*\[\s*\]\s*$/;

/** Undefined if the trace is not a judge's or is not there yet. */
function judgeIn(facts: Facts): RowJudge | undefined {
  const { sample } = facts;
  const verdicts = verdictOf(facts);
  if (verdicts === undefined) return undefined;
  const { completion, attributes, responses } = sample;
  const judgement = facts.judgement(completion);
  const judged = facts.judged(completion);
  return {
    gold: attributes.gold,
    otherGold: attributes.otherGold,
    verdicts: judged?.form.compares === true ? comparingVerdicts(judged) : plainVerdicts(verdicts),
    paidReading: judgement?.paidReading?.name,
    result: attributes.result,
    taskType: judgement?.type,
    quotes: countQuotes(judgement?.quotes.map(({ check }) => check.step) ?? []),
    ...pairOf(responses),
  };
}

/** Labels as their programs name them. */
function plainVerdicts(verdicts: VerdictByReading): RowJudge["verdicts"] {
  const labels = Object.entries(verdicts);
  return Object.fromEntries(labels.map(([name, label]) => [name, label === null ? null : String(label)] as const));
}

/** The response that each program chooses, in the one form in which verdicts are compared. */
function comparingVerdicts({ side, meant, readings }: JudgedText): RowJudge["verdicts"] {
  const read: Record<string, string | null> = { parsed: side ?? meant?.label ?? null };
  for (const { name, read: given } of readings) {
    if (given === undefined) continue;
    // A program that stops and one that says "error" have both read nothing.
    read[name] = given === "raises" || !findsVerdict(given) ? null : (sideOf(given.label) ?? String(given.label));
  }
  return read;
}

/** The recorded outcome of a benchmark without texts; undefined if none is recorded. */
function outcomeOf({ attributes: { gold, otherGold, result }, responses }: Sample): RowJudge | undefined {
  if (result === undefined) return undefined;
  const none = { paidReading: undefined, taskType: undefined };
  return { ...none, gold, otherGold, verdicts: {}, result, quotes: countQuotes([]), ...pairOf(responses) };
}

function countQuotes(steps: readonly QuoteStep[]): RowQuotes {
  const counts = { exact: 0, normalised: 0, altered: 0, other: 0, invented: 0, unchecked: 0 };
  for (const step of steps) {
    const rung = rungOfStep[step];
    if (rung !== undefined) counts[rung]++;
  }
  return counts;
}

function pairOf(
  responses: { readonly a: Part; readonly b: Part } | undefined,
): Pick<RowJudge, "lengths" | "pairHash" | "swapped"> {
  if (responses === undefined) return { lengths: undefined, pairHash: undefined, swapped: undefined };
  const [a, b] = [textHash(responses.a.text), textHash(responses.b.text)];
  return {
    lengths: { a: responses.a.text.length, b: responses.b.text.length },
    pairHash: a < b ? textHash(a, b) : textHash(b, a),
    swapped: a > b,
  };
}

import type { Verdict } from "../model/sample";
import type { BlockNode, Trace } from "../model/trace";
import type { Span } from "../text/span";
import { ownWords, sentencesOf } from "./evalText";

/** Which response an evaluation says is better, in its own words. */
export interface EvalConclusion {
  readonly verdict: Verdict;
  /** The sentence that says so. */
  readonly span: Span;
}

/** The number of sentences at the end of an evaluation that are examined. */
const sentencesLookedAt = 6;

/**
 * The last sentence of an evaluation that says plainly which response is better as a whole. Undefined if none does: a
 * sentence that weighs both sides, denies something, or is about one criterion is not plain.
 */
export function evalConclusion(trace: Trace, block: BlockNode): EvalConclusion | undefined {
  const tail = ownWords(block)
    .slice(-sentencesLookedAt)
    .flatMap((range) => sentencesOf(trace.text, lastUnits(range)))
    .slice(-sentencesLookedAt);
  for (const sentence of tail.reverse()) {
    const verdict = betterOne(sentence.text);
    if (verdict !== undefined) return { verdict, span: sentence.span };
  }
  return undefined;
}

/** Sentences are short: this many units hold the last six. */
function lastUnits(range: Span): Span {
  return { start: Math.max(range.start, range.end - 6000), end: range.end };
}

/** The response that a sentence says is better as a whole; undefined if it does not say so plainly. */
export function betterOne(sentence: string): Verdict | undefined {
  if (sentence.length > 1000 || denies.test(sentence)) return undefined;
  const concluding = concludes.exec(sentence);
  const statement = concluding === null ? sentence : sentence.slice(concluding[0].length);
  const contrasted = contrast.exec(statement)?.groups;
  if (contrasted !== undefined && contrasted["subject"] !== contrasted["loser"])
    return verdictOf(contrasted["subject"]);
  if (concedes.test(statement)) return undefined;
  const whole = [...statement.matchAll(wholeClaim)].map(subjectOf);
  const claims = concluding === null ? whole : [...whole, ...[...statement.matchAll(comparison)].map(subjectOf)];
  const preferred = [...statement.matchAll(preference)].map(subjectOf);
  const all = new Set([...claims, ...preferred]);
  const [only] = all;
  return all.size === 1 ? only : undefined;
}

function subjectOf(match: RegExpMatchArray): Verdict | undefined {
  return verdictOf(match.groups?.["subject"]);
}

function verdictOf(name: string | undefined): Verdict | undefined {
  return name === "A" || name === "B" ? name : undefined;
}

/** With these words, a sentence is about the whole. */
const concludes =
  /^(?:\d+[.)]\s*)?(?:overall|in conclusion|in summary|to conclude|to sum up|therefore|thus|hence|in the end|ultimately|all things considered|taking everything into account|based on (?:this|these|the)[^,]{0,60}|given (?:this|these|the)[^,]{0,60})\b[^,:]{0,40}[,:]\s*/i;

/** With these words, a sentence reverses or takes back what it says. */
const denies = /\b(?:not|neither|nor|cannot|hardly|equally|tie|tied|unless|if|might|may|could|would)\b|n['’]t\b/i;
const concedes = /\b(?:while|although|though|despite|however|but|whereas|except|even)\b/i;

const response = String.raw`(?:chatbot|response|assistant|model|answer)\s+(?<subject>[AB])(?:['’]s\s+(?:[a-z]+\s+){0,2}(?:response|answer|solution|approach|output|reply|explanation))?`;
const degree = String.raw`(?:(?:is|clearly|significantly|slightly|far|much|considerably|somewhat|overall|therefore|thus|also|easily|substantially|generally|the)\s+){0,4}`;

/** "A is the better response", "A is better overall", "A outperforms B in all criteria", "A wins". */
const wholeClaim = new RegExp(
  String.raw`\b${response}\s+${degree}(?:(?:better|superior|stronger|preferable|best)\s+(?:response|answer|solution|choice|option|one|overall)\b|(?:better|superior|preferable|preferred)\s*(?:[.!]|$)|outperforms\s+[^.]{0,60}\b(?:in|on|across)\s+(?:all|every|most|nearly all|almost all)\b|wins\b)`,
  "gi",
);

/** After "overall" also: "A outperforms B", "A is better", "A provides a more complete …". */
const comparison = new RegExp(
  String.raw`(?:^|\band\s+)(?:i\s+(?:believe|think|find)\s+(?:that\s+)?)?${response}\s+${degree}(?:outperforms|surpasses|better\b(?!\s+(?:at|in|on|for)\b)|superior\b(?!\s+in\b)|preferable\b|stronger\b|(?:provides|offers|gives|delivers|presents|demonstrates)\s+(?:a|an)\s+(?:much\s+|significantly\s+|clearly\s+|far\s+)?(?:more|better)\b)`,
  "gi",
);

/** "A's solution is correct, while B's contains an error": one is right, the other wrong. */
const contrast = new RegExp(
  String.raw`^${response}\s+(?:is\s+(?:fully\s+|completely\s+|mathematically\s+)?correct|(?:provide[sd]|gives|gave|arrive[sd]\s+at)\s+(?:the|a)\s+correct\s+(?:final\s+)?(?:answer|solution|implementation|result))\b[^.]{0,120}?,?\s+(?:while|whereas|but)\s+(?:chatbot|response|assistant|model|answer)\s+(?<loser>[AB])\b[^.]{0,40}?\s(?:is\s+(?:incorrect|wrong|flawed)|contains?\s+(?:a|an|several|significant|critical|multiple)\b[^.]{0,40}\berrors?|provide[sd]\s+an?\s+(?:incorrect|wrong)|made\s+[^.]{0,40}\berrors?)`,
  "i",
);

/** "I prefer A", "the better response is A". */
const preference =
  /\b(?:(?:i|we)\s+(?:prefer|choose|select|favou?r|pick)|(?:better|best|winning|preferred|superior)\s+(?:response|answer|one|choice|chatbot)\s+is|the\s+winner\s+is|verdict\s+is)(?:\s*:)?\s*(?:(?:chatbot|response|assistant|model|answer)\s*)?\[{0,2}(?<subject>[AB])\b/gi;

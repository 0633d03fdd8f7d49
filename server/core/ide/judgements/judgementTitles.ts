import type { Judgement, JudgementState } from "../../judge/flow/judgement";
import { isFlipped, type Holding } from "./holding";
import type { KeptJudgement } from "./judgements";
import type { AuditedSample } from "../../audit/auditedFile";
import type { Verdict } from "../../model/sample";
import { counted } from "../../text/counted";
import { codeInMarkdown, escapeMarkdown } from "../../text/printable";

/** Maximum number of judgements in a hover, the newest. */
const maxListed = 8;

/** The verdict of the record's own judge; undefined if the trace is not a judge's, or no verdict can be read. */
export function ownVerdict({ facts, sample }: AuditedSample): Verdict | undefined {
  if (sample.unanswered === true || sample.responses === undefined) return undefined;
  return facts.judgement(sample.completion)?.readings.parsed.verdict;
}

/** The line above a sample: the result of judging it again, or that it can be judged. */
export function judgingTitle(
  holding: Holding | undefined,
  own: Verdict | undefined,
  isJudged: boolean,
  model: string | undefined,
): string {
  const act = isJudged ? "Re-judge" : "Judge";
  if (holding === undefined) return model === undefined ? `${act}…` : `${act} with ${model}`;
  return [act, ...held(holding, own), holding.model].join(" · ");
}

function held(holding: Holding, own: Verdict | undefined): string[] {
  const { choice, orders, unread } = holding;
  const now = choice ?? (unread !== undefined ? stateInWords(unread) : "?");
  return [
    own === undefined ? now : `${own} → ${now}`,
    ...(isFlipped(holding, own) ? ["flipped"] : []),
    ...(orders === "agree" && choice !== undefined
      ? ["both orders agree"]
      : orders === "differ"
        ? ["the orders differ"]
        : []),
  ];
}

export function stateInWords(state: JudgementState): string {
  switch (state) {
    case "ok":
      return "read";
    case "malformed":
      return "no verdict to be read";
    case "truncated":
      return "cut off at the limit of tokens";
    case "empty":
      return "no verdict written";
    case "cut-prompt":
      return "the server cut the prompt";
    case "failed":
      return "failed";
  }
}

/** One judgement in a line: `B · shown A first · Qwen2.5-7B · 2026-01-01 10:00`. */
export function judgementTitle({ choice, state, entry, ofEarlierText }: KeptJudgement): string {
  return [
    choice === undefined ? stateInWords(state) : String(choice),
    ...(ofEarlierText ? [earlierInWords] : []),
    ...orderInWords(entry.order),
    ...(entry.repeat > 0 ? [`vote ${entry.repeat + 1}`] : []),
    entry.model,
    timeInWords(entry.time),
  ].join(" · ");
}

/** The number of a sample's judgements: `2 judgements · 1 of an earlier text`. */
export function judgementsTitle(judgements: readonly KeptJudgement[]): string {
  const earlier = judgements.filter(({ ofEarlierText }) => ofEarlierText).length;
  const current = judgements.length - earlier;
  if (earlier === 0) return counted(current, "judgement");
  if (current === 0) return `${counted(earlier, "judgement")} ${earlierInWords}`;
  return `${counted(current, "judgement")} · ${earlier} ${earlierInWords}`;
}

const earlierInWords = "of an earlier text";

function orderInWords(order: Judgement["entry"]["order"]): string[] {
  return order === undefined ? [] : [order === "AB" ? "A shown first" : "B shown first"];
}

/** To the minute, in UTC. */
function timeInWords(time: string): string {
  return `${time.slice(0, 10)} ${time.slice(11, 16)} UTC`;
}

/** The judgements of a sample in Markdown, the newest first. Empty if there are none. */
export function judgementHistory(judgements: readonly KeptJudgement[]): string {
  if (judgements.length === 0) return "";
  const newest = judgements.slice(-maxListed).reverse();
  const more = judgements.length - newest.length;
  return [
    "**Judged again**",
    "",
    ...newest.map((judgement) => {
      const { choice, state, entry, confidence, ofEarlierText } = judgement;
      const verdict =
        choice === undefined ? escapeMarkdown(stateInWords(state)) : `**${escapeMarkdown(String(choice))}**`;
      const about = [
        ...(ofEarlierText ? [earlierInWords] : []),
        ...orderInWords(entry.order),
        ...(confidence === undefined ? [] : [`confidence ${confidence.toFixed(2)}`]),
        ...entry.marks,
        `prompt ${entry.prompt}`,
        timeInWords(entry.time),
      ];
      return `- ${verdict} by ${codeInMarkdown(entry.model)}: ${about.map(escapeMarkdown).join(", ")}`;
    }),
    ...(more > 0 ? [`- … and ${more} earlier`] : []),
  ].join("\n");
}

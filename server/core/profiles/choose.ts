import type { Profile } from "../model/profile";
import type { Sample } from "../model/sample";

/** The profile of a file and why it was chosen. */
export interface ProfileChoice {
  readonly profile: Profile;
  /** For the status item: "14 of 15 traces look like it". */
  readonly reason: string;
}

/** The number of a file's first traces that decide its profile. */
export const tracesLookedAt = 200;
/** The number of characters that are examined at the start and at the end of each text. */
const charactersLookedAt = 20_000;

/**
 * Chooses one profile for a whole file by the signs that its prompts and traces show; undefined if none shows any.
 *
 * The majority of the traces decides, not one trace: a single call with `arguments` among ToolRL's `parameters` is a
 * fault to report, not a sign of another profile.
 */
export function chooseProfile(samples: readonly Sample[], profiles: readonly Profile[]): ProfileChoice | undefined {
  const looked = samples.slice(0, tracesLookedAt);
  const votes = new Map<Profile, number>();
  const candidates = profiles.map(candidateOf);
  for (const sample of looked) {
    const winner = bestFor(sample, candidates);
    if (winner !== undefined) votes.set(winner, (votes.get(winner) ?? 0) + 1);
  }
  let best: Profile | undefined;
  for (const profile of profiles) {
    if ((votes.get(profile) ?? 0) > (best === undefined ? 0 : (votes.get(best) ?? 0))) best = profile;
  }
  if (best === undefined) return undefined;
  const count = votes.get(best) ?? 0;
  const more = samples.length > looked.length ? ` first ${looked.length}` : ` ${looked.length}`;
  const reason = looked.length === 1 ? "its trace looks like it" : `${count} of the${more} traces look like it`;
  return { profile: best, reason };
}

interface Candidate {
  readonly profile: Profile;
  /** How the tags of its traces begin. */
  readonly tags: readonly string[];
}

function candidateOf(profile: Profile): Candidate {
  return { profile, tags: Object.keys(profile.tags).flatMap((tag) => [`<${tag}`, `</${tag}`]) };
}

function bestFor(sample: Sample, candidates: readonly Candidate[]): Profile | undefined {
  const trace = withoutCode(ends(sample.completion.text));
  const prompt = sample.turns.map((turn) => ends(turn.part?.text ?? "")).join("\n");
  let best: Profile | undefined;
  let bestScore = 0;
  const folded = trace.toLowerCase();
  for (const { profile, tags } of candidates) {
    // A word is not a sign of a trace: `.trace` files of other programs also contain words like "thinking".
    const hasTag = tags.some((tag) => hasMark(folded, tag));
    let score = 0;
    for (const sign of profile.signs) {
      if (sign.in === "trace" && !hasTag && tags.length > 0) continue;
      if ((sign.in === "trace" ? trace : prompt).includes(sign.text)) score += sign.weight;
    }
    if (score > bestScore) {
      best = profile;
      bestScore = score;
    }
  }
  return best;
}

/** Does a tag begin there? `<tool_call|>` begins with one, and is another dialect's mark. */
function hasMark(text: string, tag: string): boolean {
  for (let at = text.indexOf(tag); at >= 0; at = text.indexOf(tag, at + 1)) {
    if (text[at + tag.length] !== "|") return true;
  }
  return false;
}

/** A tag in code is a mention; only where all is code, code is the trace. */
function withoutCode(text: string): string {
  if (!text.includes("`")) return text;
  const prose = text.replace(/```[^]*?(?:```|$)|`[^`\n]*`/g, " ");
  return prose.trim() === "" ? text : prose;
}

function ends(text: string): string {
  return text.length <= 2 * charactersLookedAt
    ? text
    : `${text.slice(0, charactersLookedAt)}\n${text.slice(-charactersLookedAt)}`;
}

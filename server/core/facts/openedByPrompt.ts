import { dialectOf } from "../dialects/data";
import type { DialectReading } from "../dialects/read";
import { tagsOf } from "../model/role";
import type { Profile } from "../model/profile";
import type { Part, Sample } from "../model/sample";
import { tagText, type Trace } from "../model/trace";

/** What is asked of a sample's facts here. */
interface ReadFacts {
  readonly sample: Sample;
  readonly profile: Profile;
  traceOf(part: Part): Trace;
  reading(part: Part): DialectReading | undefined;
}

/** The opener of reasoning that stands at the prompt's end, if the text never leaves that reasoning. */
export function openedByPrompt(part: Part, facts: ReadFacts): string | undefined {
  const { sample, profile } = facts;
  // First what the text itself tells: the prompt is parted into its turns only where one is asked for.
  if (part !== sample.completion || facts.traceOf(part).children.some(({ kind }) => kind !== "text")) return undefined;
  const turn = sample.turns.at(-1);
  if (turn?.part === undefined || (turn.role !== "prompt" && turn.role !== "assistant")) return undefined;
  if (part.text.trim() === "" || sample.calls.length > 0) return undefined;
  const prompt = turn.part.text.slice(-200).trimEnd();
  const reading = facts.reading(part);
  const ofDialect = dialectOf(reading?.dialect ?? "")?.reasoning?.open.trim();
  const openers = [...tagsOf(profile, "reasoning").map((tag) => tagText("opener", tag)), ofDialect];
  const opener = openers.find((one) => one !== undefined && one !== "" && standsAtEnd(prompt, one));
  return (reading?.calls.length ?? 0) > 0 || reading?.reasoning !== undefined ? undefined : opener;
}

/** Does a mark stand at a text's end, alone on its line or behind the mark of a turn? */
function standsAtEnd(text: string, mark: string): boolean {
  return text.endsWith(mark) && /(?:^|\n|[|｜]>)$/.test(text.slice(0, text.length - mark.length));
}

import { dialectOf } from "../dialects/data";
import type { DialectTool } from "../dialects/dialect";
import type { Dialect } from "../dialects/marks";
import { recogniseDialect, type Recognised, type RecognisedText } from "../dialects/recognise";
import { anyDialect } from "../model/profile";
import type { Sample } from "../model/sample";
import { dialectTools } from "./dialectTools";
import { isGivenAsData } from "./givenAsData";
import { readTools } from "./tools";

/**
 * The dialect that most of some traces are written in; undefined where nothing tells. Of their prompts what a chat template
 * writes tells too, and not what users, tools and earlier turns say.
 *
 * @param isBare may calls without any mark tell a dialect? Looking for them takes long.
 */
export function dialectOfTraces(samples: readonly Sample[], isBare: boolean): Recognised | undefined {
  const texts = samples
    .filter((sample) => sample.unanswered !== true && !isGivenAsData(sample))
    .map((sample) => (isBare ? { ...textOf(sample), tools: dialectTools(sample, readTools(sample)) } : textOf(sample)));
  return recogniseDialect(texts, { isBare });
}

const known = new WeakMap<Sample, RecognisedText>();

/** One object for a sample, so that what was recognised in it is not looked for again. */
function textOf(sample: Sample): RecognisedText {
  let text = known.get(sample);
  if (text === undefined) known.set(sample, (text = { text: sample.completion.text, prompt: templateOf(sample) }));
  return text;
}

function templateOf({ turns }: Sample): string | undefined {
  const texts = turns.flatMap(({ role, part }) =>
    part !== undefined && (role === "system" || role === "prompt") ? [part.text] : [],
  );
  return texts.length === 0 ? undefined : texts.join("\n");
}

/**
 * The dialect of one text.
 *
 * @param named id of the one that its profile or file has; `any` where the text tells it by itself; null where it has none
 */
export function dialectOfText(
  text: string,
  named: string | null,
  tools: () => readonly DialectTool[],
): Dialect | undefined {
  if (named === null) return undefined;
  return named === anyDialect ? recogniseDialect([{ text, tools: tools() }])?.dialect : dialectOf(named);
}

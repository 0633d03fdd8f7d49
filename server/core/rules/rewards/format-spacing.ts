import { readByTags } from "../../expressions/tagReader";
import { tagReaderNamed } from "../../expressions";
import type { Facts } from "../../facts/facts";
import { serverReadings } from "../../facts/serverReadings";
import { walk } from "../../model/trace";
import type { Sample } from "../../model/sample";
import type { Profile } from "../../model/profile";
import { formatReward, betterSpacing, isFailure, type BetterSpacing } from "../../rewards";
import type { TextEdit } from "../../text/edits";
import { spaceInWords } from "../../text/spaceInWords";
import { textOf } from "../../text/span";
import { sampleRule } from "../rule";

/** A format that fails although only white space keeps its pattern from matching. */
export const formatSpacing = sampleRule<BetterSpacing>({
  id: "format-spacing",
  summary: "Only white space keeps the reward's format from matching.",
  severity: "error",
  cause: "tags and format",
  needsEnd: true,
  check({ sample, facts, report }) {
    const { reward, paid } = facts;
    if (reward !== undefined && isFailure(reward)) return;
    const found = betterSpacing(facts, reward, paid);
    const [first] = found?.edits ?? [];
    if (found === undefined || first === undefined) return;
    const { text } = sample.completion;
    const names = found.raised.map(({ title }) => title).join(" and ");
    // How recorded parts of a reward were weighted nobody recorded.
    const more = found.gain === undefined ? "more" : `${formatReward(found.gain)} more`;
    const why = spaceInWords(text, first.span, first.text);
    report(
      {
        span: marked(text, first),
        message: `Only white space keeps ${names} from paying ${more}: ${why}. Write it as the format's pattern wants it.`,
        ...(found.gain === undefined ? {} : { cost: found.gain }),
      },
      found,
    );
  },
  fixes({ state: { edits, text } }, { sample, profile, facts }) {
    const part = sample.completion;
    return [
      {
        title: "Write the white space that the format wants",
        safe: readsTheSame(sample, text, profile, facts),
        edits: edits.map((edit) => ({ part, ...edit })),
      },
    ];
  },
});

/** What stands there, or the character beside which something is missing. */
function marked(text: string, { span }: TextEdit): TextEdit["span"] {
  if (span.end > span.start) return span;
  return span.start < text.length
    ? { start: span.start, end: span.start + 1 }
    : { start: span.start - 1, end: span.start };
}

/** Do the tree, the profile's readers and servers find the same in both texts, but for white space at their edges? */
function readsTheSame(sample: Sample, text: string, profile: Profile, facts: Facts): boolean {
  const { completion } = sample;
  const changed = { ...completion, text };
  const readings = [completion, changed].map((part) => {
    const blocks: string[] = [];
    walk(facts.traceOf(part).children, (node) => {
      if (node.kind === "block") blocks.push(node.name, textOf(part.text, node.content).replace(/\s+/g, " ").trim());
    });
    const readers = profile.readers.flatMap((id) => tagReaderNamed(id) ?? []);
    const read = readers.map((reader) => readByTags(part.text, reader).map((span) => textOf(part.text, span).trim()));
    const calls = facts.calls(part).map((call) => [call.name, call.arguments]);
    const meant = facts.meant(part);
    const servers = meant === undefined ? [] : serverReadings(part.text, meant, facts.dialectTools).known;
    const byServers = servers.map(({ reader, reading: { calls, reasoning, content } }) => [
      reader.id,
      calls,
      reasoning?.trim(),
      content?.trim(),
    ]);
    return inspectable([blocks, read, calls, byServers, facts.judged(part)?.meant?.label]);
  });
  return readings[0] === readings[1];
}

function inspectable(reading: unknown): string {
  return JSON.stringify(reading, (_, value: unknown) => (typeof value === "bigint" ? `${value}n` : value));
}

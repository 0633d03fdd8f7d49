import type { Fault } from "../../dialects/reading";
import { blocksNamed, tagText } from "../../model/trace";
import { escapedTags, wholeFence } from "../../facts/decoding";
import { openedByPrompt } from "../../facts/openedByPrompt";
import { newBlock } from "../edits/newBlock";
import { textOf } from "../../text/span";
import { fixesOfFault, isFault, reportFaults } from "../checks/dialectFaults";
import { traceRule } from "../rule";

export const missingTag = traceRule<readonly string[] | Fault>({
  id: "missing-tag",
  summary: "A block that the profile asks for and that is not there.",
  severity: "error",
  needsEnd: true,
  check(context) {
    const { facts, part, sample, profile, report } = context;
    reportFaults("missing-tag", context);
    const { missing } = facts.layout(part);
    if (missing.length === 0) return;
    const isOwn = part === sample.completion;
    // A turn that only calls has its calls in the record, and no text.
    if (isOwn && part.text.trim() === "" && sample.calls.length > 0) return;
    // Readers find no tag at all, or all of them in a fence: that is one fault, which another rule reports.
    if (escapedTags(part.text, profile).length > 0 || wholeFence(part.text) !== undefined) return;
    const reasonsBefore =
      isOwn && (sample.turns.at(-1)?.role === "assistant" || openedByPrompt(part, facts) !== undefined);
    const strays = new Set(context.trace.children.flatMap((node) => (node.kind === "stray" ? node.tag.name : [])));
    for (const { tags, near, side } of missing) {
      // The turn has said something before this text: its reasoning in a field of its own, or behind a prompt's opener.
      if (reasonsBefore && tags.every((tag) => profile.tags[tag]?.role === "reasoning")) continue;
      // A closer of it stands there: stray-closer says that its opener is missing.
      if (tags.some((tag) => strays.has(tag))) continue;
      const openers = tags.map((tag) => tagText("opener", tag));
      const listed =
        openers.length === 1 ? openers.join() : `${openers.slice(0, -1).join(", ")} or ${openers.at(-1) ?? ""}`;
      const empty = part.text.trim() === "";
      const where = empty ? "the trace is empty" : `it belongs ${side} this`;
      const pays = profile.separator.required && facts.paysFor("format");
      const cost = pays ? "without it the format reward is lost" : "the profile asks for it";
      report({ span: near, message: `${listed} is missing: ${where}, and ${cost}. Write the block.` }, tags);
    }
  },
  fixes({ part, state: tags }, { facts, profile, sample: { groundTruth } }) {
    if (isFault(tags)) return fixesOfFault(part, tags);
    const tag = profile.calls?.tag;
    // We know which calls are right, but not which words would have been.
    if (tag === undefined || !tags.includes(tag) || groundTruth === undefined || groundTruth === part) return [];
    const [expected, ...others] = blocksNamed(facts.traceOf(groundTruth), tag);
    if (expected?.open === undefined || expected.close === undefined || others.length > 0) return [];
    const writing = newBlock(textOf(groundTruth.text, expected.span), tag, facts.layout(part), profile);
    if (writing === undefined) return [];
    const title = `Write the ground truth's ${tagText("opener", tag)}`;
    return [{ title, safe: false, edits: [{ part, ...writing }] }];
  },
});

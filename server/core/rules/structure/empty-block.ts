import type { Facts } from "../../facts/facts";
import { box } from "../../facts/openBox";
import { endOfMereReasoning, ownReasoning, type Reasoning } from "../../facts/ownReasoning";
import type { Profile } from "../../model/profile";
import { tagsOf } from "../../model/role";
import { blocksNamed, tagText } from "../../model/trace";
import { textOf } from "../../text/span";
import { traceRule } from "../rule";

/** How many characters of a block are searched for a word; a block without one among them is useless too. */
const longest = 10_000;

/** What Qwen's template writes between the tags of reasoning that is switched off. */
const templateEmpty = "\n\n";

export const emptyBlock = traceRule({
  id: "empty-block",
  summary: "Reasoning without a word, or an empty answer.",
  severity: "warning",
  cause: "reasoning",
  impliedBy: ["paid-for-nothing"],
  anyText: true,
  check({ facts, sample, part, trace, profile, report }) {
    if (part === sample.completion) {
      const end = emptyAnswer(facts);
      if (end !== undefined) report({ ...end, message: nothingBehind });
    }
    const { attributes, groundTruth } = sample;
    // Asked only of such a block: most traces have none, and a reward is a computation.
    const isRewarded = (): boolean =>
      attributes.score !== undefined || groundTruth !== undefined || facts.reward !== undefined;
    const roles = [
      ["reasoning", /[\p{L}\p{N}]/u],
      ["answer", /\S/],
    ] as const;
    for (const [role, content] of roles) {
      for (const block of blocksNamed(trace, tagsOf(profile, role))) {
        // Another rule reports a block that lacks one of its tags.
        if (block.open === undefined || block.close === undefined) continue;
        const { start, end } = block.content;
        const written = textOf(part.text, { start, end: Math.min(end, start + longest) });
        if (content.test(written)) continue;
        // Chat templates write an empty block when a model is told not to reason: no fault unless the block is
        // required, and none in their own form where nothing is rewarded.
        const isOfTemplate = !isDue(profile, block.name) || (written === templateEmpty && !isRewarded());
        if (role === "reasoning" && written.trim() === "" && isOfTemplate) continue;
        const opener = tagText("opener", block.name);
        const what = written.trim() === "" ? "is empty" : "holds no word";
        report({
          span: block.span,
          message:
            role === "reasoning"
              ? `This ${opener} ${what}: rewards that look at the format pay for it all the same, and a model learns to leave its reasoning out. Look whether the run rewards that.`
              : `This ${opener} ${what}: there is nothing to compare with the ground truth. Look whether the run rewards that.`,
        });
      }
    }
  },
});

const nothingBehind =
  "Nothing stands behind this reasoning, no answer and no call: the user gets nothing, and there is nothing to compare with a ground truth. Look whether the run rewards that, or whether the answer was lost on its way into this file.";

/** Where reasoning ends and no answer follows. Other rules tell a missing block, and an answer in the reasoning. */
function emptyAnswer(facts: Facts): Reasoning | undefined {
  const end = endOfMereReasoning(facts);
  if (end === undefined || facts.layout(facts.sample.completion).missing.length > 0) return undefined;
  const tags = [...tagsOf(facts.profile, "answer"), ...tagsOf(facts.profile, "verdict")];
  const isTold = ownReasoning(facts).some(({ part }) => {
    return part.text.includes(box) || tags.some((tag) => part.text.includes(tagText("opener", tag)));
  });
  return isTold ? undefined : end;
}

/** Does each layout of the profile require this block? */
function isDue({ layouts }: Profile, tag: string): boolean {
  return layouts.length > 0 && layouts.every(({ blocks }) => blocks.some((item) => item.tag === tag && item.min > 0));
}

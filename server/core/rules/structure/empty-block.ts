import type { Profile } from "../../model/profile";
import { tagsOf } from "../../model/role";
import { blocksNamed, tagText } from "../../model/trace";
import { textOf } from "../../text/span";
import { traceRule } from "../rule";

/** So many characters of a block are looked at for a word; a block without one in them has no use either. */
const longest = 10_000;

export const emptyBlock = traceRule({
  id: "empty-block",
  summary: "Reasoning without a word, or an empty answer.",
  severity: "warning",
  cause: "reasoning",
  check({ part, trace, profile, report }) {
    const roles = [
      ["reasoning", /[\p{L}\p{N}]/u],
      ["answer", /\S/],
    ] as const;
    for (const [role, content] of roles) {
      for (const block of blocksNamed(trace, tagsOf(profile, role))) {
        // What lacks one of its tags is told as that.
        if (block.open === undefined || block.close === undefined) continue;
        const { start, end } = block.content;
        const written = textOf(part.text, { start, end: Math.min(end, start + longest) });
        if (content.test(written)) continue;
        // Chat templates write an empty block where a model is told not to reason: no fault where none is due.
        if (role === "reasoning" && written.trim() === "" && !isDue(profile, block.name)) continue;
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

/** Does each layout of the profile want this block? */
function isDue({ layouts }: Profile, tag: string): boolean {
  return layouts.length > 0 && layouts.every(({ blocks }) => blocks.some((item) => item.tag === tag && item.min > 0));
}

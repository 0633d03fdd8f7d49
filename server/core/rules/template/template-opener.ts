import { tagsOf } from "../../model/role";
import type { Sample } from "../../model/sample";
import { tagText } from "../../model/trace";
import { traceRule } from "../rule";

/** An opener that the chat template wrote at the prompt's end, so that the completion lacks it. */
export const templateOpener = traceRule({
  id: "template-opener",
  summary: "The opener of the reasoning stands in the prompt, and a reward of the completion alone does not see it.",
  severity: "warning",
  severities: "warning where the run's reward reads the completion alone, else information",
  check({ facts, part, sample, profile, report }) {
    if (part !== sample.completion) return;
    const start = part.text.search(/\S/);
    if (start < 0) return;
    for (const name of tagsOf(profile, "reasoning")) {
      const opener = tagText("opener", name);
      if (part.text.startsWith(opener, start) || !endsWith(sample, opener)) continue;
      const isRecorded = sample.attributes.score !== undefined;
      const cost =
        "A reward that looks at the completion alone (TRL's think_format_reward, for one) finds no opener and gives 0 to every trace";
      const message = `The prompt already holds ${opener}, so the completion begins within it. ${cost}. Add the opener before scoring, or score with a pattern that does not need it.`;
      report({
        span: { start, end: start + 1 },
        message,
        severity: isRecorded || facts.reward !== undefined ? "warning" : "information",
      });
      return;
    }
  },
});

/** Does the prompt end with that mark? */
function endsWith({ turns }: Sample, mark: string): boolean {
  return turns.at(-1)?.part?.text.trimEnd().endsWith(mark) === true;
}

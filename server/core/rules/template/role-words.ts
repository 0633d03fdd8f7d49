import { roleLines } from "../../facts/roleLines";
import { traceRule } from "../rule";

/** Role words of a chat, alone on a line, in what should be one turn. */
export const roleWords = traceRule({
  id: "role-words",
  summary: "`user` or `assistant` alone on a line, inside what should be one turn.",
  severity: "information",
  check({ facts, part, report }) {
    // If the text was read as an agent loop's dump, its turns are already known.
    if ((facts.reading(part)?.turns.length ?? 1) > 1) return;
    const [first] = roleLines(part.text);
    if (first === undefined) return;
    const message =
      first.start === 0
        ? `This text begins with the line "${first.role}": a turn of the dialogue was logged with the completion. Readers take all of it for the model's words. Log the completion alone.`
        : `The line "${first.role}" is what a chat template leaves between turns: the model went on with the dialogue, or several turns were logged as one. Readers take all of it for one turn.`;
    report({ span: { start: first.start, end: first.end }, message });
  },
});

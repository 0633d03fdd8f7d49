import { traceRule } from "../shared/rule";

/** The words of a chat's roles, alone on a line, in what should be one turn. */
export const roleWords = traceRule({
  id: "role-words",
  summary: "`user` or `assistant` alone on a line, inside what should be one turn.",
  severity: "information",
  check({ facts, part, report }) {
    const { text } = part;
    // The turns of an agent loop's dump are known as what they are.
    if ((facts.reading(part)?.turns.length ?? 1) > 1) return;
    const lines = [...text.matchAll(/(?<=^|\n)(system|user|assistant)[ \t]*(?=\r?\n)/g)];
    const [first] = lines;
    if (
      first === undefined ||
      !isDialogue(
        lines.map(([, role]) => role ?? ""),
        first.index,
      )
    )
      return;
    const message =
      first.index === 0
        ? `This text begins with the line "${first[1] ?? ""}": a turn of the dialogue was logged with the completion. Readers take all of it for the model's words. Log the completion alone.`
        : `The line "${first[1] ?? ""}" is what a chat template leaves between turns: the model went on with the dialogue, or several turns were logged as one. Readers take all of it for one turn.`;
    const span = { start: first.index, end: first.index + (first[1] ?? "").length };
    report({ span, message });
  },
});

/** At the very start, or of both sides: a word alone on a line may be an item of a list. */
function isDialogue(roles: readonly string[], at: number): boolean {
  return (
    roles.includes("assistant") &&
    (roles.includes("user") || roles.includes("system")) &&
    (at === 0 || roles.length > 1)
  );
}

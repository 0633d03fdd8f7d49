import { endTokensOf, endsTurnsWithin, keepsTokens } from "../../dialects/endTokens";
import { textOf } from "../../text/span";
import { traceRule } from "../rule";

/** End-of-turn tokens that decoding left behind the trace. */
export const endToken = traceRule({
  id: "end-token",
  summary: "A token that ends the turn and was left in the text.",
  severity: "warning",
  cause: "template",
  check({ part, sample, report }) {
    const span = endTokensOf(part.text);
    if (span === undefined || span.start === 0) return;
    // If the prompt or an earlier turn holds such tokens too, the log keeps all of them, and its readers know that.
    if (sample.turns.some((turn) => turn.marked === true || (turn.part !== undefined && keepsTokens(turn.part.text)))) {
      return;
    }
    if (endsTurnsWithin(part.text.slice(0, span.start))) return;
    const token = textOf(part.text, span);
    const message = `${token} was left in the text when it was decoded. Patterns that look for the answer at the text's end fail on it. Decode without special tokens, or remove it.`;
    report({ span, message });
  },
  fixes({ part, span }) {
    return [{ title: `Remove ${textOf(part.text, span)}`, safe: true, edits: [{ part, span, text: "" }] }];
  },
});

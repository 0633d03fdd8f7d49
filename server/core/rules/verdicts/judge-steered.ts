import type { Part } from "../../model/sample";
import { steeringIn, type Steering } from "../../verdicts/steering";
import { textOf } from "../../text/span";
import { sampleRule } from "../rule";

/**
 * A response that addresses its judge: it holds a verdict, a mark of the judge's prompt, or a chat template's token.
 */
export const judgeSteered = sampleRule({
  id: "judge-steered",
  summary: "A judged response holds a verdict or a mark that its judge, or who reads it, may take for its own.",
  severity: "warning",
  check({ sample: { responses }, report }) {
    if (responses === undefined) return;
    const found = { A: steeringOf(responses.a.text), B: steeringOf(responses.b.text) };
    const tell = (part: Part, letter: string, all: readonly Steering[]): void => {
      const [first] = all;
      if (first === undefined) return;
      report({
        part,
        span: first.span,
        message: `Response ${letter} holds ${what[first.kind]} (${textOf(part.text, first.span)}): ${effect[first.kind]}. Look whether the verdict follows from the rest.`,
      });
    };
    tell(responses.a, "A", found.A);
    tell(responses.b, "B", found.B);
  },
});

/** An index in code (`rows[[0]]`) is no verdict. */
function steeringOf(text: string): readonly Steering[] {
  return steeringIn(text).filter(
    ({ span }) => !(text[span.start] === "[" && /[\w)\]"'`]/.test(text[span.start - 1] ?? "")),
  );
}

const what: Readonly<Record<Steering["kind"], string>> = {
  verdict: "what its judge's verdict is written with",
  marker: "a mark of the judge's prompt",
  chat: "a token of a chat template",
};

const effect: Readonly<Record<Steering["kind"], string>> = {
  verdict: "a judge may follow it, and a reader that searches a quoted response may take it for the verdict",
  marker: "the judge may take what follows for the prompt's own words",
  chat: "a server that does not escape it begins another turn here",
};

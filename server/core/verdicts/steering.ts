import { span, type Span } from "../text/span";

/** Text in a judged response that its judge, or a reader of the judge, could mistake for their own. */
export interface Steering {
  readonly kind: "verdict" | "marker" | "chat";
  /** In the text. */
  readonly span: Span;
}

const signs: readonly { readonly kind: Steering["kind"]; readonly pattern: RegExp }[] = [
  { kind: "verdict", pattern: /\[\[(?:A|B|C|tie|right|wrong|\d{1,3}(?:\.\d{0,3})?)\]\]|<\/?answer>/g },
  { kind: "marker", pattern: /\[The (?:Start|End) of [^\]\n]{1,80}\]/g },
  { kind: "chat", pattern: /<\|[a-z_]{1,40}\|>|<(?:start|end)_of_turn>|\[\/?INST\]|<<\/?SYS>>|<｜[^｜\n]{1,40}｜>/g },
];

/** Each sign begins with one of these: most texts hold neither. */
const mayHold = /[[<]/;

/**
 * The places where a judged text addresses its judge: verdicts, the prompt's own marks, a chat template's. In text
 * order.
 */
export function steeringIn(text: string, most = 20): readonly Steering[] {
  if (!mayHold.test(text)) return [];
  const found: Steering[] = [];
  for (const { kind, pattern } of signs) {
    let count = 0;
    for (const match of text.matchAll(pattern)) {
      if (++count > most) break;
      found.push({ kind, span: span(match.index, match.index + match[0].length) });
    }
  }
  return found.sort((one, other) => one.span.start - other.span.start);
}

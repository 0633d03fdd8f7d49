import type { Part } from "../../model/sample";
import { slicePart } from "./derivedParts";

const endTokens = [
  "<|im_end|>",
  "<|eot_id|>",
  "<|end_of_text|>",
  "<|endoftext|>",
  "<|eom_id|>",
  "</s>",
  "<end_of_turn>",
  "<eos>",
];

/**
 * A completion without the tokens that end a turn, for formats that keep special tokens. Those tokens are the
 * tokenizer's mark of the end, not text of the trace.
 */
export function withoutEndTokens(part: Part): Part {
  let end = part.text.length;
  for (let token = endTokenBefore(part.text, end); token !== undefined; token = endTokenBefore(part.text, end)) {
    end = part.text.slice(0, end).trimEnd().length - token.length;
  }
  return end === part.text.length ? part : slicePart(part, part.role, 0, end);
}

function endTokenBefore(text: string, end: number): string | undefined {
  const tail = text.slice(Math.max(0, end - 200), end).trimEnd();
  return endTokens.find((token) => tail.endsWith(token));
}

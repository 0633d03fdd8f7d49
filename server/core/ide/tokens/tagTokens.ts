import { walk, type Tag } from "../../model/trace";
import { nameSpan } from "../tagPairs";
import type { Token, TokenMaker } from "./token";

/**
 * Tags that are meant, by their names; as a whole, tags that the text only mentions, and text in prose that only looks
 * like a tag.
 */
export const tagTokens: TokenMaker = ({ facts, profile }, part) => {
  const trace = facts.traceOf(part);
  const tokens: Token[] = [];
  const meant = (tag: Tag | undefined): void => {
    if (tag?.known !== true) return;
    tokens.push({ part, span: nameSpan(part.text, tag), type: "tag" });
  };
  walk(trace.children, (node) => {
    if (node.kind === "text") return;
    if (node.kind === "stray") return meant(node.tag);
    meant(node.open);
    if (profile.tags[node.name]?.content === "label") {
      tokens.push({ part, span: trimmed(part.text, node.content), type: "type" });
    }
    meant(node.close);
  });
  for (const { span } of trace.mentions) tokens.push({ part, span, type: "mention" });
  for (const { opener, closer, inStructure } of trace.unknown) {
    // Where only tags are allowed, an unknown one is a mistake; in prose it is the author's subject.
    if (inStructure) continue;
    for (const tag of [opener, closer]) if (tag) tokens.push({ part, span: tag.span, type: "mention" });
  }
  return tokens;
};

function trimmed(text: string, { start, end }: Tag["span"]): Tag["span"] {
  const written = text.slice(start, end);
  return { start: end - written.trimStart().length, end: start + written.trimEnd().length };
}

import { tagText, walk, type Tag } from "../../model/trace";
import type { TraceRule } from "../shared/rule";

export const misspelledTag: TraceRule = {
  id: "misspelled-tag",
  summary: "A tag that is nearly one of the profile's.",
  severity: "error",
  scope: "trace",
  check({ trace, report }) {
    const check = (tag: Tag | undefined): void => {
      if (tag?.misspelled === undefined) return;
      const right = tagText(tag.kind, tag.name);
      report({
        span: tag.span,
        message: `${tag.misspelled} is not a tag that any reader knows; ${right} is meant${reasonOf(tag)}. Write ${right}.`,
        data: { right },
      });
    };
    walk(trace.children, (node) => {
      if (node.kind === "stray") check(node.tag);
      if (node.kind !== "block") return;
      check(node.open);
      check(node.close);
    });
  },
  fixes({ part, span, data }) {
    const { right } = data as { readonly right: string };
    return [{ title: `Write ${right}`, safe: true, edits: [{ part, span, text: right }] }];
  },
};

function reasonOf(tag: Tag): string {
  const written = tag.misspelled ?? "";
  if (!written.endsWith(">")) return " (its > is missing)";
  const hasSlash = /^<\s*\\?\//.test(written);
  if (tag.kind === "closer" && !hasSlash) return " (its / is missing)";
  if (tag.kind === "opener" && hasSlash) return " (it has a / too many)";
  return "";
}

import { tagText, walk } from "../../model/trace";
import type { Fix } from "../../model/fix";
import type { Part } from "../../model/sample";
import { findBlock, topBlocks, type PlacedBlock } from "../edits/blocks";
import { isWhole, movedOut } from "../edits/nesting";
import { withItsSpace } from "../edits/tags";
import type { TraceRule } from "../shared/rule";

export const wronglyNestedTag: TraceRule = {
  id: "wrongly-nested-tag",
  summary: "A block inside another one that may not hold it.",
  severity: "error",
  scope: "trace",
  check({ trace, part, profile, report }) {
    walk(trace.children, (node, parent) => {
      if (node.kind !== "block" || parent === undefined) return;
      if (profile.tags[parent.name]?.children.includes(node.name)) return;
      const opener = tagText("opener", node.name);
      const outer = tagText("opener", parent.name);
      report({
        span: node.open?.span ?? node.span,
        message: `${opener} stands inside ${outer}, which may not hold it: a reader of ${outer} takes it for text. Close ${outer} before it, or move the block out.`,
        related: [{ part, span: parent.open?.span ?? parent.span, message: `${outer} is open here.` }],
      });
    });
  },
  fixes({ part, span }, { facts, profile }) {
    const trace = facts.traceOf(part);
    const found = findBlock(trace, (block) => (block.open?.span ?? block.span).start === span.start);
    const outer = topBlocks(trace).find((block) => block === found?.parent);
    if (found?.block.name === found?.parent?.name) return withoutInnerTags(found, part);
    if (found === undefined || outer === undefined || !isWhole(outer) || !isWhole(found.block)) return [];
    const { writings, keepsOrder } = movedOut(found.block, outer, trace.text, facts.layout(part), profile);
    const [inner, name] = [tagText("opener", found.block.name), tagText("opener", outer.name)];
    const title = `Move ${inner} out of ${name}`;
    return [{ title, safe: keepsOrder, edits: writings.map((writing) => ({ part, ...writing })) }];
  },
};

/** Blocks in a block of their own kind: their tags say nothing that the outer ones do not. */
function withoutInnerTags(found: PlacedBlock | undefined, part: Part): Fix[] {
  const name = found?.block.name;
  const inner = found?.parent?.children.filter((node) => node.kind === "block" && node.name === name) ?? [];
  const tags = inner.flatMap((node) => (node.kind === "block" && isWhole(node) ? [node.open, node.close] : []));
  if (name === undefined || tags.length === 0) return [];
  const edits = tags.map(({ span }) => ({ part, span: withItsSpace(part.text, span), text: "" }));
  return [{ title: `Take the inner ${tagText("opener", name)} tags away`, safe: true, edits }];
}

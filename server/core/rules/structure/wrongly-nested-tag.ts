import { draftsIn } from "../../facts/drafts";
import { tagText, walk, type BlockNode } from "../../model/trace";
import type { Fix } from "../../model/fix";
import type { Part } from "../../model/sample";
import type { Span } from "../../text/span";
import { topBlocks } from "../edits/blocks";
import { isWhole, movedOut } from "../edits/nesting";
import { withItsSpace } from "../edits/tags";
import { traceRule } from "../rule";

interface Nested {
  readonly block: BlockNode;
  readonly parent: BlockNode;
}

export const wronglyNestedTag = traceRule<Nested>({
  id: "wrongly-nested-tag",
  summary: "A block inside another one that may not hold it.",
  severity: "error",
  check({ trace, part, profile, facts, report }) {
    // call-in-reasoning reports the draft of a call.
    let drafts: ReadonlySet<Span> | undefined;
    walk(trace.children, (node, parent) => {
      if (node.kind !== "block" || parent === undefined) return;
      if (profile.tags[parent.name]?.children.includes(node.name)) return;
      drafts ??= new Set(draftsIn(trace, facts.callBlocks(part), profile));
      if (drafts.has(node.span)) return;
      const opener = tagText("opener", node.name);
      const outer = tagText("opener", parent.name);
      const found = {
        span: node.open?.span ?? node.span,
        message: `${opener} stands inside ${outer}, which may not hold it: a reader of ${outer} takes it for text. Close ${outer} before it, or move the block out.`,
        related: [{ part, span: parent.open?.span ?? parent.span, message: `${outer} is open here.` }],
      };
      report(found, { block: node, parent });
    });
  },
  fixes({ part, state }, { facts, profile }) {
    const { block, parent } = state;
    if (block.name === parent.name) return withoutInnerTags(state, part);
    const trace = facts.traceOf(part);
    const outer = topBlocks(trace).find((each) => each === parent);
    if (outer === undefined || !isWhole(outer) || !isWhole(block)) return [];
    const { writings, keepsOrder } = movedOut(block, outer, trace.text, facts.layout(part), profile);
    const [inner, name] = [tagText("opener", block.name), tagText("opener", outer.name)];
    const title = `Move ${inner} out of ${name}`;
    return [{ title, safe: keepsOrder, edits: writings.map((writing) => ({ part, ...writing })) }];
  },
});

/** Removes the tags of a block inside a block of its own kind: they add nothing to the outer ones. */
function withoutInnerTags({ block: { name }, parent }: Nested, part: Part): Fix[] {
  const inner = parent.children.filter((node) => node.kind === "block" && node.name === name);
  const tags = inner.flatMap((node) => (node.kind === "block" && isWhole(node) ? [node.open, node.close] : []));
  if (tags.length === 0) return [];
  const edits = tags.map(({ span }) => ({ part, span: withItsSpace(part.text, span), text: "" }));
  return [{ title: `Take the inner ${tagText("opener", name)} tags away`, safe: true, edits }];
}

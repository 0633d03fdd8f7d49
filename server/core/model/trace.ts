import type { Span } from "../text/span";

/**
 * The tree of a trace. All spans are offsets in the text that was parsed.
 *
 * The leaves (text, tags) cover the text without gap or overlap: written out in order they give it back, character for
 * character. Tags that are only *mentioned* (in prose, in code) are part of the text leaves and listed in
 * `Trace.mentions`.
 */
export interface Trace {
  readonly text: string;
  readonly children: readonly TraceNode[];
  /** Tags of the profile that the author only speaks about, in text order. */
  readonly mentions: readonly Tag[];
  /** Tags of no profile, outside known code and JSON strings, in text order. They are part of the text leaves. */
  readonly unknown: readonly UnknownTag[];
  /** Was the tree cut short, because of more nesting or more tags than the parser follows? */
  readonly truncated: boolean;
}

export type TraceNode = TextNode | BlockNode | StrayNode;

export interface TextNode {
  readonly kind: "text";
  readonly span: Span;
}

/** What stands between an opener and its closer. */
export interface BlockNode {
  readonly kind: "block";
  /** The tag's name as the profile spells it, or as written where no profile knows it. */
  readonly name: string;
  /** Is it a tag of the profile? */
  readonly known: boolean;
  /** Undefined where the profile lets the opener be absent (a chat template held it) and only the closer is there. */
  readonly open: Tag | undefined;
  /** Undefined where the block was never closed: it ends where the parser took its end to be. */
  readonly close: Tag | undefined;
  readonly span: Span;
  readonly content: Span;
  readonly children: readonly TraceNode[];
}

/** A closer without an opener. */
export interface StrayNode {
  readonly kind: "stray";
  readonly tag: Tag;
  readonly span: Span;
}

export interface Tag {
  readonly kind: "opener" | "closer";
  /** The tag's name as the profile spells it, or as written where no profile knows it. */
  readonly name: string;
  /** Is it a tag of the profile? */
  readonly known: boolean;
  /** From `<` to `>`, or as far as the tag goes where the `>` is missing. */
  readonly span: Span;
  /** The tag as written where that is not how the profile writes it (`<thinking>`, `</tool_call`). */
  readonly misspelled: string | undefined;
}

/** A tag that no table of the profile knows. */
export interface UnknownTag {
  readonly opener: Tag | undefined;
  readonly closer: Tag | undefined;
  /** Does it stand where the profile has room for tags and white space only? */
  readonly inStructure: boolean;
}

/** How the profile writes a tag. */
export function tagText(kind: Tag["kind"], name: string): string {
  return kind === "opener" ? `<${name}>` : `</${name}>`;
}

/** Calls `visit` for every node, parents before children, in text order, however deep the tree is. */
export function walk(
  nodes: readonly TraceNode[],
  visit: (node: TraceNode, parent: BlockNode | undefined) => void,
): void {
  const stack: { nodes: readonly TraceNode[]; next: number; parent: BlockNode | undefined }[] = [
    { nodes, next: 0, parent: undefined },
  ];
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    const node = top.nodes[top.next++];
    if (node === undefined) {
      stack.pop();
      continue;
    }
    visit(node, top.parent);
    if (node.kind === "block") stack.push({ nodes: node.children, next: 0, parent: node });
  }
}

/** The blocks of that name, or of one of those names, at any depth, in text order. */
export function blocksNamed(trace: Trace, name: string | readonly string[]): BlockNode[] {
  const found: BlockNode[] = [];
  if (name.length === 0) return found;
  walk(trace.children, (node) => {
    if (node.kind === "block" && (typeof name === "string" ? node.name === name : name.includes(node.name))) {
      found.push(node);
    }
  });
  return found;
}

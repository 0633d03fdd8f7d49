import { textOf, type Span } from "../text/span";

/**
 * The tree of a trace. All spans are offsets in the text that was parsed.
 *
 * The leaves (text, tags) cover the text without gap or overlap: in order, they reproduce it character for character.
 * Tags that are only *mentioned* (in prose, in code) are part of the text leaves and listed in `Trace.mentions`.
 */
export interface Trace {
  readonly text: string;
  readonly children: readonly TraceNode[];
  /** Tags of the profile that the author only mentions, in text order. */
  readonly mentions: readonly Tag[];
  /**
   * Tags that no profile knows, outside known code and JSON strings, in text order. They are part of the text leaves.
   */
  readonly unknown: readonly UnknownTag[];
  /** Was the tree cut short, because there is more nesting or there are more tags than the parser follows? */
  readonly truncated: boolean;
}

export type TraceNode = TextNode | BlockNode | StrayNode;

export interface TextNode {
  readonly kind: "text";
  readonly span: Span;
}

/** The content between an opener and its closer. */
export interface BlockNode {
  readonly kind: "block";
  /** The tag's name as the profile spells it, or as written if no profile knows it. */
  readonly name: string;
  /** Is it a tag of the profile? */
  readonly known: boolean;
  /** Undefined if the profile allows the opener to be absent (a chat template held it) and only the closer is there. */
  readonly open: Tag | undefined;
  /** Undefined if the block was never closed: it ends where the parser assumed its end. */
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
  /** The tag's name as the profile spells it, or as written if no profile knows it. */
  readonly name: string;
  /** Is it a tag of the profile? */
  readonly known: boolean;
  /** From `<` to `>`, or to the tag's last character if the `>` is missing. */
  readonly span: Span;
  /** The tag as written, if the profile writes it differently (`<thinking>`, `</tool_call`). */
  readonly misspelled: string | undefined;
}

/** A tag that the profile does not know. */
export interface UnknownTag {
  readonly opener: Tag | undefined;
  readonly closer: Tag | undefined;
  /** Is it in a place where the profile allows only tags and white space? */
  readonly inStructure: boolean;
}

/** The profile's spelling of a tag. */
export function tagText(kind: Tag["kind"], name: string): string {
  return kind === "opener" ? `<${name}>` : `</${name}>`;
}

/** Is it white space and nothing else? */
export function isBlank(node: TraceNode, text: string): boolean {
  return node.kind === "text" && textOf(text, node.span).trim() === "";
}

/** The last of these nodes that is more than white space. */
export function lastWritten(nodes: readonly TraceNode[], text: string): TraceNode | undefined {
  return nodes.findLast((node) => !isBlank(node, text));
}

/** Calls `visit` for every node, parents before children, in text order, however deep the tree is. */
export function walk(
  nodes: readonly TraceNode[],
  visit: (node: TraceNode, parent: BlockNode | undefined) => void,
): void {
  walkIn(nodes, undefined, visit);
}

/** The parser nests blocks 200 deep at most, which bounds the recursion. */
function walkIn(
  nodes: readonly TraceNode[],
  parent: BlockNode | undefined,
  visit: (node: TraceNode, parent: BlockNode | undefined) => void,
): void {
  for (const node of nodes) {
    visit(node, parent);
    if (node.kind === "block") walkIn(node.children, node, visit);
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

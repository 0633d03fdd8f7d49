import { before } from "./blocks";

/** How a server separates the reasoning from the rest, before it searches for calls. */
export type ReasoningData = MarkedReasoning | MachineReasoning;

interface Marks {
  readonly open: string;
  readonly close: string;
}

/** The text up to the closer. */
export interface MarkedReasoning extends Marks {
  readonly kind: "to-closer";
  /** The mark of a call that ends open reasoning. */
  readonly endedBy?: string;
  /** A word at its start that is not part of it. */
  readonly prefix?: string;
  /** Does text before the opener belong to the reasoning? If not, it is lost. */
  readonly keepsBefore: boolean;
}

/** The text up to the closer or the first mark of a call, even if that is only mentioned; later closers are dropped. */
export interface MachineReasoning extends Marks {
  readonly kind: "to-closer-or-call";
  readonly endedBy: string;
}

export interface Parted {
  readonly reasoning: string | undefined;
  readonly rest: string;
}

/**
 * Separates the reasoning of a text from the rest. A text without opener and closer has no reasoning: this assumes a
 * server whose chat template writes no opener. A closer alone shows that the template wrote the opener.
 */
export function partReasoning(text: string, data: ReasoningData): Parted {
  if (!hasReasoning(text, data)) return { reasoning: undefined, rest: text };
  return data.kind === "to-closer" ? toCloser(text, data) : toCloserOrCall(text, data);
}

export function hasReasoning(text: string, { open, close }: Marks): boolean {
  return text.includes(open) || text.includes(close);
}

function toCloser(text: string, data: MarkedReasoning): Parted {
  const { open, close, prefix = "" } = data;
  const opened = text.indexOf(open);
  const inside = data.keepsBefore || opened < 0 ? text.replaceAll(open, "").trim() : text.slice(opened + open.length);
  const closed = inside.indexOf(close);
  const without = (reasoning: string) => (reasoning.startsWith(prefix) ? reasoning.slice(prefix.length) : reasoning);
  if (closed >= 0) return { reasoning: without(inside.slice(0, closed)), rest: inside.slice(closed + close.length) };
  const reasoning = data.endedBy === undefined ? inside : before(inside, data.endedBy);
  return { reasoning: without(reasoning), rest: inside.slice(reasoning.length) };
}

function toCloserOrCall(text: string, { open, close, endedBy }: MachineReasoning): Parted {
  const reasoning = before(text, close, endedBy);
  return {
    reasoning: reasoning.replaceAll(open, ""),
    rest: text.slice(reasoning.length).replaceAll(close, ""),
  };
}

import { countOf } from "../strings";
import type { RegexNode } from "./syntax";

/**
 * What decides how often the host's engine may backtrack: the literal after each unbounded repetition, where it could
 * stop, and the literal that a match begins with.
 */
export interface BacktrackingShape {
  /** The text that every match begins with; "" if there is none. */
  readonly lead: string;
  /** Can a match begin only at the text's start? */
  readonly anchored: boolean;
  /** For each unbounded repetition: what decides where it could stop. */
  readonly stops: readonly Stop[];
  /** The longest text that every match contains; "" if there is none. */
  readonly required: string;
}

/** A literal that must follow; an end of the text or of a line; or "anywhere". */
type Stop = { readonly literal: string } | "end" | "line-end" | "anywhere";

export function shapeOf(body: RegexNode): BacktrackingShape {
  const stops: Stop[] = [];
  collect(body, undefined, stops);
  return { lead: leadOf([body]), anchored: isAnchored(body), stops, required: requiredOf(body) };
}

/** An upper bound on the engine's steps for this text, from `from` on. */
export function costBound(shape: BacktrackingShape, text: string, anchored: boolean): number {
  let bound = text.length + 1;
  if (!anchored && !shape.anchored) bound *= 1 + (shape.lead === "" ? text.length : countOf(text, shape.lead));
  for (const stop of shape.stops) {
    if (bound > enough) return bound;
    bound *= 1 + placesOf(stop, text);
  }
  return bound;
}

function placesOf(stop: Stop, text: string): number {
  switch (stop) {
    case "end":
      return 1;
    case "line-end":
      return countOf(text, "\n");
    case "anywhere":
      return text.length;
    default:
      return countOf(text, stop.literal);
  }
}

/** Above this many steps, the linear matcher is used. */
export const enough = 10_000_000;

/** @param next what follows, in order; undefined at the end of the pattern. */
function collect(node: RegexNode, next: readonly RegexNode[] | undefined, stops: Stop[]): void {
  switch (node.type) {
    case "sequence":
      node.items.forEach((item, i) => {
        const rest = node.items.slice(i + 1);
        const follows = rest.length === 0 ? next : [...rest, ...(next ?? [])];
        collect(item, follows, stops);
      });
      break;
    case "branch":
      for (const alternative of node.alternatives) collect(alternative, next, stops);
      break;
    case "group":
      collect(node.body, next, stops);
      break;
    case "look":
      collect(node.body, [], stops);
      break;
    case "repeat":
      if (node.max > 16 && next !== undefined) stops.push(stopBefore(next));
      // The body of a repetition can be followed by its next turn.
      if (node.body.type !== "character") collect(node.body, [], stops);
      break;
    default:
      break;
  }
}

function stopBefore(next: readonly RegexNode[]): Stop {
  const literal = leadOf(next);
  if (literal !== "") return { literal };
  const [first] = next;
  if (first?.type !== "assertion") return "anywhere";
  if (first.kind === "end" || first.kind === "very-end") return "end";
  return first.kind === "line-end" ? "line-end" : "anywhere";
}

/** The literal that these begin with. */
function leadOf(nodes: readonly RegexNode[]): string {
  let lead = "";
  for (const node of nodes) {
    const { text, whole } = leadOfNode(node);
    lead += text;
    if (!whole) break;
  }
  return lead;
}

/** @returns whether the node matches `text` and nothing else. */
function leadOfNode(node: RegexNode): { readonly text: string; readonly whole: boolean } {
  switch (node.type) {
    case "character":
      return node.literal === undefined
        ? { text: "", whole: false }
        : { text: String.fromCodePoint(node.literal), whole: true };
    case "assertion":
      return { text: "", whole: true };
    case "look":
      return { text: "", whole: true };
    case "group":
      return leadOfNode(node.body);
    case "sequence": {
      let text = "";
      for (const item of node.items) {
        const lead = leadOfNode(item);
        text += lead.text;
        if (!lead.whole) return { text, whole: false };
      }
      return { text, whole: true };
    }
    case "repeat": {
      if (node.min === 0) return { text: "", whole: false };
      const lead = leadOfNode(node.body);
      return { text: lead.text, whole: lead.whole && node.min === 1 && node.max === 1 };
    }
    case "branch":
      return { text: "", whole: false };
  }
}

function isAnchored(node: RegexNode): boolean {
  switch (node.type) {
    case "assertion":
      return node.kind === "start";
    case "group":
      return isAnchored(node.body);
    case "sequence":
      return node.items[0] !== undefined && isAnchored(node.items[0]);
    default:
      return false;
  }
}

function requiredOf(node: RegexNode): string {
  switch (node.type) {
    case "character":
      return node.literal === undefined ? "" : String.fromCodePoint(node.literal);
    case "group":
      return requiredOf(node.body);
    case "sequence": {
      let longest = "";
      let run = "";
      for (const item of node.items) {
        if (item.type === "character" && item.literal !== undefined) run += String.fromCodePoint(item.literal);
        else {
          run = "";
          const inside = requiredOf(item);
          if (inside.length > longest.length) longest = inside;
        }
        if (run.length > longest.length) longest = run;
      }
      return longest;
    }
    case "repeat":
      return node.min > 0 ? requiredOf(node.body) : "";
    default:
      return "";
  }
}

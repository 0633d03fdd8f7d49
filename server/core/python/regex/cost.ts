import { Needle } from "../needle";
import type { RegexNode } from "./syntax";

/**
 * What decides how often the host's engine may backtrack: the literal after each unbounded repetition, where it could
 * stop, and the literal that a match begins with.
 */
export interface BacktrackingShape {
  /** The text that every match begins with; "" if there is none. */
  readonly lead: string;
  /** The longest text that every match contains; undefined if there is none. */
  readonly required: Needle | undefined;
  /** Ways that a match can go from its beginning on; each is tried separately. */
  readonly alternatives: readonly AlternativeShape[];
}

interface AlternativeShape {
  /** Where it can begin: at the text's start, at the start of a line, at a literal, or anywhere. */
  readonly begins: Place;
  /** For each unbounded repetition: what decides where it could stop. */
  readonly stops: readonly Place[];
  /** How many ways there are besides those: through branches and counted repetitions. */
  readonly ways: number;
}

/** A literal; the start, the end or an end of a line; or "anywhere". */
type Place = Needle | "once" | "lines" | "anywhere";

export function shapeOf(body: RegexNode): BacktrackingShape {
  const required = requiredOf(body);
  return {
    lead: leadOf([body]),
    required: required === "" ? undefined : new Needle(required),
    alternatives: alternativesOf(body).map((node) => {
      const stops: Place[] = [];
      collect(node, undefined, stops);
      return { begins: beginningOf(node), stops, ways: waysOf(node) };
    }),
  };
}

/** Do the host's steps on this text stay below a limit, whatever stands in it? */
export function isCheap(shape: BacktrackingShape, text: string, sticky: boolean): boolean {
  return (
    isCheapAtLength(shape, text.length, sticky) ||
    costBound(shape, text.length, sticky, (needle) => needle.countIn(text), text) <= enough
  );
}

/** Do they for every text of this length? Then they do for every shorter one. */
export function isCheapAtLength(shape: BacktrackingShape, length: number, sticky: boolean): boolean {
  return costBound(shape, length, sticky, (needle) => length / needle.text.length) <= enough;
}

/** An upper bound on the engine's steps for a text. */
function costBound(
  { alternatives }: BacktrackingShape,
  length: number,
  sticky: boolean,
  occurrences: (needle: Needle) => number,
  text?: string,
): number {
  const places = (place: Place): number => {
    if (place === "once") return 1;
    if (place === "lines") return text === undefined ? length : lineFeed.countIn(text);
    return place === "anywhere" ? length : occurrences(place);
  };
  let total = length + 1;
  for (const { begins, stops, ways } of alternatives) {
    let bound = ways * (sticky ? 1 : 1 + places(begins));
    // Without a repetition that something must follow, an attempt ends after a few steps.
    if (stops.length > 0 || sticky) bound *= length + 1;
    for (const stop of stops) {
      if (bound > enough) return bound;
      bound *= 1 + places(stop);
    }
    total += bound;
  }
  return total;
}

const lineFeed = new Needle("\n");

/** Above this many steps, the linear matcher is used. */
const enough = 10_000_000;

/** The alternatives of a pattern that is nothing but a branch; else the pattern itself. */
function alternativesOf(node: RegexNode): readonly RegexNode[] {
  if (node.type === "group") return alternativesOf(node.body);
  if (node.type === "branch") return node.alternatives.flatMap(alternativesOf);
  const [only, ...others] = node.type === "sequence" ? node.items : [];
  return only === undefined || others.length > 0 ? [node] : alternativesOf(only);
}

/**
 * How many ways the engine may try apart from where unbounded repetitions stop. Infinite where the turns of a repetition
 * have several ways each: `(?:a|a)*` has two to the power of its turns.
 */
function waysOf(node: RegexNode): number {
  switch (node.type) {
    case "character":
    case "assertion":
      return 1;
    case "group":
    case "look":
      return waysOf(node.body);
    case "sequence":
      return node.items.reduce((product, item) => product * waysOf(item), 1);
    case "branch":
      return node.alternatives.reduce((sum, each) => sum + waysOf(each), 0);
    case "repeat": {
      const { min, max, body } = node;
      if (max <= 1) return waysOf(body) + 1 - min;
      if (hasChoice(body)) return Infinity;
      return max <= fewTurns ? max - min + 1 : 1;
    }
  }
}

/** Can it match, or look ahead, in more than one way? */
function hasChoice(node: RegexNode): boolean {
  switch (node.type) {
    case "character":
    case "assertion":
      return false;
    case "branch":
      return true;
    case "group":
    case "look":
      return hasChoice(node.body);
    case "sequence":
      return node.items.some(hasChoice);
    case "repeat":
      return node.min !== node.max || hasChoice(node.body);
  }
}

/** A repetition of more turns is counted by the places where it could stop. */
const fewTurns = 16;

function beginningOf(node: RegexNode): Place {
  const [first] = node.type === "sequence" ? node.items : [node];
  if (first?.type === "group") return beginningOf(first.body);
  if (first?.type === "assertion" && first.kind === "start") return "once";
  if (first?.type === "assertion" && first.kind === "line-start") return "lines";
  const lead = leadOf([node]);
  return lead === "" ? "anywhere" : new Needle(lead);
}

/** @param next what follows, in order; undefined at the end of the pattern. */
function collect(node: RegexNode, next: readonly RegexNode[] | undefined, stops: Place[]): void {
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
      if (node.max > fewTurns && next !== undefined) stops.push(stopBefore(next));
      // The body of a repetition can be followed by its next turn.
      if (node.body.type !== "character") collect(node.body, [], stops);
      break;
    default:
      break;
  }
}

function stopBefore(next: readonly RegexNode[]): Place {
  const literal = leadOf(next);
  if (literal !== "") return new Needle(literal);
  const [first] = next;
  if (first?.type !== "assertion") return "anywhere";
  if (first.kind === "end" || first.kind === "very-end") return "once";
  return first.kind === "line-end" ? "lines" : "anywhere";
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

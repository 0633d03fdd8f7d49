import { member, type JsonFailure, type JsonMember, type JsonNode, type JsonObject } from "../json/jsonNode";
import { isPlainObject, readLazily, type LazyJson, type LazyResult } from "../json/lazyJson";
import type { Location } from "../model/finding";
import type { CallConvention, Profile } from "../model/profile";
import type { Part, StructuredCall } from "../model/sample";
import { blocksNamed, type BlockNode, type Trace } from "../model/trace";
import { strip } from "../python/whitespace";
import type { Call as AnyCall } from "./call";
import { cutLines, readWhole, type CallPiece } from "./callPieces";

export type ArgumentsKey = CallConvention["argumentsKey"];

/** A call from the text of a trace, or given as data; rules need not know which. */
export interface Call {
  /** The whole call. */
  readonly place: Location;
  /** The value under `name`; undefined if there is none. Not always a string. */
  readonly name: unknown;
  /** Where the name's value is; the whole call if there is none. */
  readonly namePlace: Location;
  /** The arguments' value; undefined if there are none. Not always an object. */
  readonly arguments: unknown;
  /** Where the arguments are; the whole call if there are none. */
  readonly argumentsPlace: Location;
  /** The key that holds the arguments; undefined if there are none, or if the call is given as data. */
  readonly argumentsKey: ArgumentsKey | undefined;
  /** Where that key is; the whole call if there is none. */
  readonly argumentsKeyPlace: Location;
  /** The call's own JSON object; undefined if it is given as data. */
  readonly object: Readonly<Record<string, unknown>> | undefined;
  /** Why arguments that are given as data cannot be read. */
  readonly failure: (JsonFailure & { readonly part: Part }) | undefined;
  /** The arguments with their places, if they are an object. */
  readonly argumentsObject: (JsonObject & { readonly part: Part }) | undefined;
  /** The key and the value of one argument. */
  argumentPlaces(name: string): { readonly key: Location; readonly value: Location };
  /** The JSON that the call is written in. */
  readonly json: { readonly part: Part; readonly value: LazyJson } | undefined;
  /** The call with its edits, if a dialect read it; undefined if it is a profile's JSON or given as data. */
  readonly inDialect: AnyCall | undefined;
}

/** A block that holds calls, piece by piece. */
export interface SampleCallBlock {
  readonly block: BlockNode;
  readonly pieces: readonly CallPiece[];
  readonly calls: readonly Call[];
}

/**
 * The blocks of calls in a trace, by the profile's convention. All text in them, except for blanks, is in exactly one
 * piece.
 */
export function readCallBlocks(part: Part, trace: Trace, profile: Profile): SampleCallBlock[] {
  const convention = profile.calls;
  if (convention === null) return [];
  return cutBlocks(trace, profile, convention).map(({ block, pieces }) => {
    const calls: Call[] = [];
    for (const { values } of pieces) {
      for (const value of values) calls.push(new CallFromJson(part, value, convention.argumentsKey));
    }
    return { block, pieces, calls };
  });
}

/** A tree whose blocks of calls were cut into pieces. */
interface CutTrace {
  readonly trace: Trace;
  readonly profile: Profile;
  readonly blocks: readonly Pick<SampleCallBlock, "block" | "pieces">[];
}

/**
 * The last two trees: the rollouts of one prompt share the tree of their ground truth (parse/parseTrace.ts), whose calls
 * are read once then.
 */
let [last, before]: (CutTrace | undefined)[] = [];

function cutBlocks(trace: Trace, profile: Profile, convention: CallConvention): CutTrace["blocks"] {
  const known = [last, before].find((one) => one?.trace === trace && one.profile === profile);
  if (known !== undefined && known === last) return known.blocks;
  before = last;
  last = known ?? { trace, profile, blocks: cutAnew(trace, profile, convention) };
  return last.blocks;
}

function cutAnew(trace: Trace, profile: Profile, { tag }: CallConvention): CutTrace["blocks"] {
  const { text } = trace;
  const cut = profile.tags[tag]?.content === "json" ? readWhole : cutLines;
  return blocksNamed(trace, tag).map((block) => {
    const inside = strip(text, block.content);
    const pieces: CallPiece[] = [];
    for (const { kind, span } of block.children) {
      const start = Math.max(span.start, inside.start);
      const end = Math.min(span.end, inside.end);
      if (kind === "text" && start < end) pieces.push(...cut(text, { start, end }));
    }
    return { block, pieces };
  });
}

/** Converts calls given as data. */
export function readStructuredCalls(calls: readonly StructuredCall[], completion: Part): Call[] {
  return calls.map((call) => new CallFromData(call, completion));
}

/** The call's name, if it is a valid one. */
export function toolNameOf(call: Call): string | undefined {
  return typeof call.name === "string" && call.name !== "" ? call.name : undefined;
}

/** The call's arguments by name; undefined if they are missing or not an object. */
export function argumentsOf(call: Call): Readonly<Record<string, unknown>> | undefined {
  return isPlainObject(call.arguments) ? call.arguments : undefined;
}

/** Is it OpenAI's `{"type": "function", "function": {"name": …}}`, which holds the call one level down? */
export function isWrapped(call: Call): boolean {
  return call.name === undefined && isPlainObject(call.object?.["function"]);
}

class CallFromJson implements Call {
  readonly failure = undefined;
  readonly inDialect = undefined;
  readonly json: { readonly part: Part; readonly value: LazyJson };
  readonly object: Readonly<Record<string, unknown>>;
  readonly argumentsKey: ArgumentsKey | undefined;

  constructor(
    private readonly part: Part,
    value: LazyJson,
    preferred: ArgumentsKey,
  ) {
    this.json = { part, value };
    this.object = isPlainObject(value.value) ? value.value : {};
    const other = preferred === "parameters" ? "arguments" : "parameters";
    if (Object.hasOwn(this.object, preferred)) this.argumentsKey = preferred;
    else this.argumentsKey = Object.hasOwn(this.object, other) ? other : undefined;
  }

  get place(): Location {
    return { part: this.part, span: this.json.value.span };
  }

  get name(): unknown {
    return Object.hasOwn(this.object, "name") ? this.object["name"] : undefined;
  }

  get namePlace(): Location {
    return this.at(this.member("name")?.value);
  }

  get arguments(): unknown {
    return this.argumentsKey === undefined ? undefined : this.object[this.argumentsKey];
  }

  get argumentsPlace(): Location {
    return this.at(this.argumentsMember?.value);
  }

  get argumentsKeyPlace(): Location {
    return this.at(this.argumentsMember?.key);
  }

  get argumentsObject(): (JsonObject & { part: Part }) | undefined {
    return objectIn(this.part, this.argumentsMember?.value);
  }

  argumentPlaces(name: string): { key: Location; value: Location } {
    const found = this.argumentsObject && member(this.argumentsObject, name);
    return { key: this.at(found?.key), value: this.at(found?.value) };
  }

  private get argumentsMember(): JsonMember | undefined {
    return this.argumentsKey === undefined ? undefined : this.member(this.argumentsKey);
  }

  private member(key: string): JsonMember | undefined {
    const { node } = this.json.value;
    return node.type === "object" ? member(node, key) : undefined;
  }

  private at(node: JsonNode | undefined): Location {
    return node === undefined ? this.place : { part: this.part, span: node.span };
  }
}

class CallFromData implements Call {
  readonly object = undefined;
  readonly argumentsKey = undefined;
  readonly inDialect = undefined;
  private readonly read: LazyResult | undefined;

  constructor(
    private readonly call: StructuredCall,
    private readonly completion: Part,
  ) {
    const written = call.arguments;
    this.read = written && readLazily(written.text, { start: 0, end: written.text.length });
  }

  get json(): { part: Part; value: LazyJson } | undefined {
    const { arguments: part } = this.call;
    return part !== undefined && this.read?.ok === true ? { part, value: this.read.json } : undefined;
  }

  get failure(): (JsonFailure & { readonly part: Part }) | undefined {
    const { arguments: part } = this.call;
    return part !== undefined && this.read?.ok === false ? { ...this.read.failure, part } : undefined;
  }

  /** The place of its name, or else of its arguments: a call given as data has no text as a whole. */
  get place(): Location {
    const part = this.call.name ?? this.call.arguments;
    if (part !== undefined) return whole(part);
    return { part: this.completion, span: { start: 0, end: Math.min(1, this.completion.text.length) } };
  }

  get argumentsKeyPlace(): Location {
    return this.place;
  }

  get name(): unknown {
    return this.call.name?.text;
  }

  get namePlace(): Location {
    return this.place;
  }

  get arguments(): unknown {
    return this.json?.value.value;
  }

  get argumentsPlace(): Location {
    return this.call.arguments === undefined ? this.place : whole(this.call.arguments);
  }

  get argumentsObject(): (JsonObject & { part: Part }) | undefined {
    return this.json && objectIn(this.json.part, this.json.value.node);
  }

  argumentPlaces(name: string): { key: Location; value: Location } {
    const { json } = this;
    const found = this.argumentsObject && member(this.argumentsObject, name);
    if (json === undefined || found === undefined) return { key: this.argumentsPlace, value: this.argumentsPlace };
    return { key: { part: json.part, span: found.key.span }, value: { part: json.part, span: found.value.span } };
  }
}

function objectIn(part: Part, node: JsonNode | undefined): (JsonObject & { part: Part }) | undefined {
  // Member by member: V8 takes many times as long to copy a node by spreading.
  return node?.type === "object" ? { type: "object", span: node.span, members: node.members, part } : undefined;
}

function whole(part: Part): Location {
  return { part, span: { start: 0, end: part.text.length } };
}

import type { DialectTool } from "../dialect";
import { rawDecode, dumps, isDict, loads, type PyDict, type PyValue } from "./values/python";
import { bracesIn } from "./bodies/braces";
import { pairsIn, type PairsData } from "./bodies/pairs";
import { parametersIn, type ParametersData } from "./bodies/parameters";
import { hasReasoning } from "./reasoning";
import type { ServerCall, ServerReading } from "./reader";
import { isKnown, propertiesOf } from "./values/schema";
import { coerced } from "./values/typing";

/** The state of a machine: text for the user, reasoning, or a part of a call. */
export type State = "content" | "reasoning" | "preamble" | "name" | "arguments" | "between";

/** What a mark does in a state. */
export interface Step {
  readonly to: State;
  /** A new call begins. */
  readonly starts?: true;
  /** The mark belongs to the arguments that begin with it. */
  readonly keeps?: true;
}

/**
 * vLLM's newer parsers: one pass over the marks of a dialect. Each mark changes the machine's state, or is text if the
 * state has no step for it. Text goes to the current state: to the user's text, the reasoning, a name or arguments;
 * before and between calls it is lost.
 */
export interface MachineData {
  readonly kind: "machine";
  readonly marks: Readonly<Record<string, readonly string[]>>;
  readonly steps: Readonly<Partial<Record<State, Readonly<Record<string, Step>>>>>;
  readonly reasoning?: {
    readonly open: string;
    readonly close: string;
    /** Does a text with reasoning begin within it even if there is an opener? If not, only if the opener is missing. */
    readonly starts: boolean;
    /** Does an opener within the text begin reasoning again? If not, it is text. */
    readonly reopens: boolean;
    /** A word at its start that is not part of it. */
    readonly prefix?: string;
  };
  /** Special tokens that are not marks: they are removed everywhere. */
  readonly drops: readonly string[];
  readonly name: "as-written" | "kimi-id";
  /** Are calls of unlisted tools dropped? */
  readonly knownOnly: boolean;
  readonly arguments: MachineArguments;
}

type MachineArguments =
  | { readonly kind: "parameters"; readonly parameters: ParametersData; readonly unwraps?: true }
  | { readonly kind: "pairs"; readonly pairs: PairsData }
  | { readonly kind: "braces" }
  | { readonly kind: "json"; readonly firstValue: boolean };

interface Slot {
  name: string;
  arguments: string;
}

export function readByMachine(text: string, data: MachineData, tools: readonly DialectTool[]): ServerReading {
  const run = runMachine(text, data);
  const calls = run.slots.flatMap((slot) => callOf(slot, data, tools) ?? []);
  const prefix = data.reasoning?.prefix ?? "";
  const { reasoning } = run;
  return {
    calls,
    reasoning: reasoning?.startsWith(prefix) === true ? reasoning.slice(prefix.length) : reasoning,
    // Text behind a call is kept only if no call was read.
    content: calls.length > 0 || run.behind === "" ? run.content : run.content + run.behind,
  };
}

function runMachine(
  text: string,
  data: MachineData,
): { slots: Slot[]; reasoning: string | undefined; content: string; behind: string } {
  const table = tableOf(data);
  const thinks = data.reasoning !== undefined && hasReasoning(text, data.reasoning);
  const startsThinking = thinks && (data.reasoning.starts || !text.includes(data.reasoning.open));
  let state: State = startsThinking ? "reasoning" : "content";
  let reasoning: string | undefined = startsThinking ? "" : undefined;
  let content = "";
  let behind = "";
  const slots: Slot[] = [];
  const put = (written: string) => {
    const slot = slots.at(-1);
    if (state === "reasoning") reasoning = (reasoning ?? "") + written;
    else if (state === "content" && slot === undefined) content += written;
    else if (state === "content") behind += written;
    else if (state === "name" && slot !== undefined) slot.name += written;
    else if (state === "arguments" && slot !== undefined) slot.arguments += written;
  };
  let at = 0;
  for (const match of text.matchAll(table.pattern)) {
    const written = match[0];
    if (match.index > at) put(text.slice(at, match.index));
    at = match.index + written.length;
    const mark = table.roles.get(written);
    const step: Step | undefined = mark === undefined ? undefined : table.steps[state]?.[mark];
    if (step === undefined) {
      if (mark !== undefined) put(written);
      continue;
    }
    if (step.starts === true) slots.push({ name: "", arguments: "" });
    state = step.to;
    if (state === "reasoning") reasoning ??= "";
    if (step.keeps === true) put(written);
  }
  put(text.slice(at));
  return { slots, reasoning, content, behind };
}

interface Table {
  readonly pattern: RegExp;
  /** The mark that a text stands for; a text without a mark is dropped. */
  readonly roles: ReadonlyMap<string, string>;
  readonly steps: Readonly<Partial<Record<State, Readonly<Record<string, Step>>>>>;
}

const tables = new WeakMap<MachineData, Table>();

function tableOf(data: MachineData): Table {
  const known = tables.get(data);
  if (known !== undefined) return known;
  const roles = new Map(
    Object.entries(data.marks).flatMap(([mark, texts]) => texts.map((text) => [text, mark] as const)),
  );
  const { reasoning } = data;
  let { steps } = data;
  if (reasoning !== undefined) {
    roles.set(reasoning.open, "think").set(reasoning.close, "thought");
    const think: Step = { to: "reasoning" };
    const thought: Step = { to: "content" };
    steps = {
      ...steps,
      reasoning: { ...steps.reasoning, think, thought },
      content: { ...steps.content, thought, ...(reasoning.reopens ? { think } : {}) },
    };
  }
  // The longest mark that begins at a place counts.
  const texts = [...roles.keys(), ...data.drops].sort((a, b) => b.length - a.length);
  const pattern = new RegExp(texts.map((text) => text.replace(/[$()*+.?[\\\]^{|}]/g, "\\$&")).join("|"), "g");
  const table = { pattern, roles, steps };
  tables.set(data, table);
  return table;
}

function callOf(slot: Slot, data: MachineData, tools: readonly DialectTool[]): ServerCall | undefined {
  const name = data.name === "kimi-id" ? kimiName(slot.name) : slot.name.trim();
  if (name === "" || (data.knownOnly && !isKnown(tools, name))) return undefined;
  return { name, arguments: argumentsOf(slot.arguments, name, data.arguments, tools) };
}

/** The last piece of the text before `:` and an index; empty if there is no index. */
function kimiName(written: string): string {
  const id = /^(.+):\d/.exec(written.trim())?.[1];
  return (id?.split(":")[0] ?? "").split(".").at(-1) ?? "";
}

function argumentsOf(text: string, name: string, data: MachineArguments, tools: readonly DialectTool[]): string {
  if (text.trim() === "") return "{}";
  if (data.kind !== "json") return dumps(coerced(valuesOf(text, name, data, tools), tools, name));
  const trimmed = text.trim();
  const first = data.firstValue ? rawDecode(trimmed, 0) : undefined;
  const written = first === undefined ? trimmed : trimmed.slice(0, first.end);
  const values = loads(written);
  if (!isDict(values)) return written;
  const typed = dumps(coerced(values, tools, name));
  return typed === dumps(values) ? written : typed;
}

function valuesOf(
  text: string,
  name: string,
  data: Exclude<MachineArguments, { kind: "json" }>,
  tools: readonly DialectTool[],
): PyDict {
  switch (data.kind) {
    case "parameters": {
      const values = new Map(
        parametersIn(text, data.parameters).flatMap((one) =>
          one.name === "" ? [] : [[one.name, flagged(one.text, one.flag)] as const],
        ),
      );
      return data.unwraps === true ? unwrapped(values, name, tools) : values;
    }
    case "pairs":
      return new Map(pairsIn(text, data.pairs).map((pair) => [pair.key, pair.text]));
    case "braces":
      return bracesIn(text.trim().replace(/\}$/, ""), "text");
  }
}

function flagged(text: string, flag: string | undefined): PyValue {
  const value = flag === "false" ? loads(text) : undefined;
  return value === undefined ? text : value;
}

/** Arguments wrapped in a single parameter `arguments` or `input` that the tool does not have. */
function unwrapped(values: PyDict, name: string, tools: readonly DialectTool[]): PyDict {
  const allowed = new Set(Object.keys(propertiesOf(tools, name)));
  if (allowed.size === 0 || values.size !== 1) return values;
  for (const wrapper of ["arguments", "input"]) {
    const inner = values.get(wrapper);
    if (inner === undefined || allowed.has(wrapper)) continue;
    const members = typeof inner === "string" ? loads(inner) : inner;
    if (isDict(members) && [...members.keys()].every((key) => allowed.has(key))) return members;
  }
  return values;
}

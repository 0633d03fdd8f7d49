import { member, type JsonMember, type JsonNode } from "../../json/jsonNode";
import { entries } from "../../python/equality";
import { lengthOf } from "../../python/length";
import type { CallFailure, Side } from "./failure";

/** A parameter object as Python sees it: each name once, at its first place, with its last value. */
export type Parameters = ReadonlyMap<string, JsonMember>;

/** One value of a list of calls, with what scoring needs from it. */
export class OfficialCall {
  readonly name: JsonMember | undefined;
  readonly parameters: JsonMember | undefined;
  private dict: Parameters | undefined;

  constructor(
    readonly node: JsonNode,
    readonly side: Side,
    /** Its number in the list. */
    readonly index: number,
  ) {
    this.name = node.type === "object" ? member(node, "name") : undefined;
    this.parameters = node.type === "object" ? member(node, "parameters") : undefined;
  }

  /** The parameters by name; undefined if they are missing or no object. */
  get parametersByName(): Parameters | undefined {
    const value = this.parameters?.value;
    if (value?.type === "object") this.dict ??= entries(value);
    return this.dict;
  }

  /** Python's `len(call["parameters"])`; undefined if it has none. */
  get parameterCount(): number | undefined {
    const value = this.parameters?.value;
    if (value === undefined) return undefined;
    return this.parametersByName?.size ?? lengthOf(value);
  }

  failure(code: CallFailure["code"], message: string, at: JsonNode = this.node): CallFailure {
    return { code, message, side: this.side, span: at.span, line: this.index, json: undefined };
  }

  /** What is wrong with the name, if that prevents scoring the calls. */
  nameFailure(): CallFailure | undefined {
    if (this.node.type !== "object") return this.failure("call-not-object", "a call has to be a JSON object");
    return this.name === undefined ? this.failure("name-missing", 'the call has no "name"') : undefined;
  }

  /** What is wrong with the parameters, if they must be compared one by one. */
  parametersFailure(): CallFailure | undefined {
    if (this.parameters === undefined) {
      const renamed = this.node.type === "object" && member(this.node, "arguments") !== undefined;
      const hint = renamed ? '; it has "arguments", which the scorer does not read' : "";
      return this.failure("parameters-missing", `the call has no "parameters"${hint}`);
    }
    const { value } = this.parameters;
    if (value.type === "object") return undefined;
    return this.failure("parameters-not-object", '"parameters" has to be a JSON object', value);
  }
}

/** The values of one side as calls. */
export function callsOf(nodes: readonly JsonNode[], side: Side): OfficialCall[] {
  const calls: OfficialCall[] = [];
  for (const node of nodes) calls.push(new OfficialCall(node, side, calls.length));
  return calls;
}

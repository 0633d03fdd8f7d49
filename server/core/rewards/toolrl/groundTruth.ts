import { textOf } from "../../text/span";
import { callsOf, type OfficialCall } from "./call";
import { nodesOf, readCalls, type OfficialCallBlock } from "./calls";
import type { ToolRLError } from "./failure";
import { find } from "../shape/find";
import { templateFor, type Template } from "./format";

/** A ground truth as read: what scoring needs from it, whatever the completion is. */
export class GroundTruth {
  readonly template: Template;
  /** Its calls as training reads them; undefined if it has none. */
  readonly block: OfficialCallBlock | undefined;
  /** The text between its tags. */
  readonly body: string | undefined;
  /** Why no completion can be scored against it: training stops there. */
  readonly error: ToolRLError | undefined;
  private callsRead: readonly OfficialCall[] | undefined;

  constructor(readonly text: string) {
    const block = readCalls(text, { start: 0, end: text.length });
    this.template = templateFor(text);
    this.block = block;
    if (block === undefined) return;
    this.body = textOf(text, block.body);
    const bad = block.lines.findIndex((line) => !line.json.ok);
    if (bad !== -1) this.error = unscorable(text, block, bad);
  }

  get calls(): readonly OfficialCall[] {
    return (this.callsRead ??= callsOf(nodesOf(this.block), "groundTruth"));
  }
}

const exceptions: Readonly<Record<string, ToolRLError["exception"]>> = {
  "too-many-digits": "ValueError",
  "too-deep": "RecursionError",
};

function unscorable(text: string, block: OfficialCallBlock, index: number): ToolRLError {
  const line = block.lines[index];
  const json = line === undefined || line.json.ok ? undefined : line.json.failure;
  const mentioned = find(text, "</think>", { start: block.opener.end, end: text.length }) !== -1;
  const cause = json?.code === "empty" ? "it is blank" : (json?.message ?? "");
  const message =
    `The ground truth cannot be scored: line ${index + 1} after its first <tool_call> is not valid JSON (${cause}), and training stops with an error here. ` +
    (mentioned
      ? "That <tool_call> is only mentioned in the reasoning: take its angle brackets off."
      : "Repair that line.");
  const span = json === undefined || json.code === "empty" ? (line?.span ?? block.body) : json.span;
  return {
    code: "ground-truth-unscorable",
    message,
    span: span.start === span.end ? block.opener : span,
    exception: exceptions[json?.code ?? ""] ?? "JSONDecodeError",
    json,
  };
}

import type { JsonNode, JsonResult } from "../../json/jsonNode";
import { readJson } from "../../json/readJson";
import { strip } from "../../python/whitespace";
import type { Span } from "../../text/span";
import { find, findLast } from "../shape/find";

const opener = "<tool_call>";
const closer = "</tool_call>";

/**
 * Who reads the calls: `train` is the scorer (first block, every line must be JSON), `eval` the evaluation scripts
 * (last block, lines that are no JSON are skipped).
 */
export type CallReader = "train" | "eval";

/** The text between the tags, and its lines, which are read on first use. */
export interface OfficialCallBlock {
  readonly opener: Span;
  /** The text that is cut into lines, without white space at both ends. */
  readonly body: Span;
  /** The lines that are read: for `train` all of them, for `eval` those that are JSON. */
  readonly lines: readonly CallLine[];
  /** Lines that `eval` skips. */
  readonly skipped: readonly CallLine[];
}

/** One line, and its JSON value or why it is no JSON. */
export interface CallLine {
  readonly span: Span;
  readonly json: JsonResult;
}

/**
 * The calls in `range` of `text`, line by line; undefined if there is no `<tool_call>`.
 *
 * For `train`, they lie between the first `<tool_call>` and the next `<tool_call>` or `</tool_call>`, or the end if
 * neither follows; for `eval` between the last `<tool_call>` and the next `</tool_call>` or the end.
 */
export function readCalls(text: string, range: Span, reader: CallReader = "train"): OfficialCallBlock | undefined {
  const at = reader === "train" ? find(text, opener, range) : findLast(text, opener, range);
  if (at === -1) return undefined;
  const start = at + opener.length;
  const rest = { start, end: range.end };
  const end = Math.min(startOf(text, opener, rest), startOf(text, closer, rest));
  const body = strip(text, { start, end });
  return new ReadCallBlock(text, reader, { start: at, end: start }, body);
}

/** Where the tag first occurs; the range's end if it does not. */
function startOf(text: string, tag: string, range: Span): number {
  const at = find(text, tag, range);
  return at === -1 ? range.end : at;
}

class ReadCallBlock implements OfficialCallBlock {
  private read: Pick<OfficialCallBlock, "lines" | "skipped"> | undefined;

  constructor(
    private readonly text: string,
    private readonly reader: CallReader,
    readonly opener: Span,
    readonly body: Span,
  ) {}

  get lines(): readonly CallLine[] {
    return (this.read ??= this.readLines()).lines;
  }

  get skipped(): readonly CallLine[] {
    return (this.read ??= this.readLines()).skipped;
  }

  private readLines(): Pick<OfficialCallBlock, "lines" | "skipped"> {
    const { text, body } = this;
    const lines: CallLine[] = [];
    const skipped: CallLine[] = [];
    for (let lineStart = body.start; lineStart <= body.end;) {
      const lineBreak = find(text, "\n", { start: lineStart, end: body.end });
      const span = { start: lineStart, end: lineBreak === -1 ? body.end : lineBreak };
      const line = { span, json: readJson(text, span) };
      if (line.json.ok || this.reader === "train") lines.push(line);
      else skipped.push(line);
      lineStart = span.end + 1;
    }
    return { lines, skipped };
  }
}

/** The values of a block's lines, without lines that are no JSON. */
export function nodesOf(block: OfficialCallBlock | undefined): JsonNode[] {
  const nodes: JsonNode[] = [];
  for (const { json } of block?.lines ?? []) {
    if (json.ok) nodes.push(json.node);
  }
  return nodes;
}

/** Whether the text has both tags somewhere, in any order. The scorer requires this before it reads any call. */
export function hasCallTags(text: string, range: Span): boolean {
  return find(text, opener, range) !== -1 && find(text, closer, range) !== -1;
}

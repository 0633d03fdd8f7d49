import type { ParsedTrace, PlacedCall } from "../../core/engine/parseRecord";
import type { UnreadableRecord } from "../../core/engine/results";
import type { ReaderReading } from "../../core/readings/readersReadings";
import { minified } from "../../core/json/minified";
import { toJson } from "../output/json";

/** A line of jsonl. The keys and their order are public: docs/guides/cli.md. */
export function parseLine(result: ParsedTrace | UnreadableRecord): string {
  if (result.kind === "unreadable") return JSON.stringify(toJson(result));
  const { file, record, trace, id, dialect, turns, reasoning, calls, content, drafts, cut, verdict, readers } = result;
  const head = JSON.stringify({ file, record, trace, id, dialect, turns, reasoning: reasoning ?? null });
  const rest = JSON.stringify({ cut, verdict });
  return (
    `${head.slice(0, -1)},"calls":${list(calls)},"content":${JSON.stringify(content ?? null)},` +
    `"drafts":${list(drafts)},${rest.slice(1, -1)},"readers":{${readers.map(readerJson).join(",")}}}`
  );
}

/** What a server or trainer makes of the trace, by its id. Arguments that are no JSON object are given as text. */
function readerJson(reader: ReaderReading): string {
  const { id, version, unread, parser, calls = [], reasoning, content, error, differs, streamed } = reader;
  if (unread !== undefined) return `"${id}":${JSON.stringify({ version, parser, calls: null, unread })}`;
  const head = JSON.stringify({ version, parser });
  const texts = "content" in reader ? { reasoning: reasoning ?? null, content: content ?? null } : {};
  const rest = JSON.stringify({ ...texts, differs, streamed: streamed && "differs", why: streamed, error });
  const read = calls.map((call) => `{"name":${JSON.stringify(call.name)},"arguments":${objectOrText(call.arguments)}}`);
  const more = rest === "{}" ? "" : `,${rest.slice(1, -1)}`;
  return `"${id}":${head.slice(0, -1)},"calls":[${read.join(",")}]${more}}`;
}

/** The JSON of an object on one line, with every digit as the server gives it, or the text itself. */
function objectOrText(written: string): string {
  try {
    const value: unknown = JSON.parse(written);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return minified(written);
  } catch {
    // The text is whatever the server passed on.
  }
  return JSON.stringify(written);
}

function list(calls: readonly PlacedCall[]): string {
  return `[${calls.map(callJson).join(",")}]`;
}

/** Built by hand: arguments are JSON already, and JSON.parse would round their digits. */
function callJson({ name, arguments: given, written, id, range, complete }: PlacedCall): string {
  const rest = JSON.stringify({ written, id, range, complete });
  return `{"name":${JSON.stringify(name ?? null)},"arguments":${given ?? "null"},${rest.slice(1)}`;
}

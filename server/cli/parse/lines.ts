import type { ParsedTrace, PlacedCall } from "../../core/engine/parseRecord";
import type { UnreadableRecord } from "../../core/engine/results";
import { toJson } from "../output/json";

/** A line of jsonl. The keys and their order are public: docs/guides/cli.md. */
export function parseLine(result: ParsedTrace | UnreadableRecord): string {
  if (result.kind === "unreadable") return JSON.stringify(toJson(result));
  const { file, record, trace, id, dialect, turns, reasoning, calls, content, drafts, cut, verdict } = result;
  const head = JSON.stringify({ file, record, trace, id, dialect, turns, reasoning: reasoning ?? null });
  const rest = JSON.stringify({ cut, verdict });
  return (
    `${head.slice(0, -1)},"calls":${list(calls)},"content":${JSON.stringify(content ?? null)},` +
    `"drafts":${list(drafts)},${rest.slice(1)}`
  );
}

function list(calls: readonly PlacedCall[]): string {
  return `[${calls.map(callJson).join(",")}]`;
}

/** Written by hand: arguments are JSON already, whose digits JSON.parse would round. */
function callJson({ name, arguments: given, written, id, range, complete }: PlacedCall): string {
  const rest = JSON.stringify({ written, id, range, complete });
  return `{"name":${JSON.stringify(name ?? null)},"arguments":${given ?? "null"},${rest.slice(1)}`;
}

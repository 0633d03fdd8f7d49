import type { Call as DialectCall } from "../../dialects/call";
import type { Call } from "../../dialects/sampleCalls";
import type { Edit } from "../../model/fix";
import type { Part } from "../../model/sample";
import type { TextEdit } from "../../text/edits";

/** A change of a call, written in its own dialect; undefined if no dialect read it. */
export function editsOf(
  part: Part,
  { inDialect }: Call,
  change: (call: DialectCall) => readonly TextEdit[],
): readonly Edit[] | undefined {
  return inDialect && change(inDialect).map(({ span, text }) => ({ part, span, text }));
}

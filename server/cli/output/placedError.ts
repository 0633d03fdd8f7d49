import type { UnreadableRecord } from "../../core/engine/results";

/** Why a record cannot be read, and where it stands: `runs/30.jsonl:8: record 7: …`. */
export function placedError({ file, line, record, error }: UnreadableRecord): string {
  return `${file}:${line + 1}: record ${record}: ${error.message}`;
}

/** Was a record not read though it may be valid: is it over the limit, or did the program fail over it? */
export function isPassedOver({ code }: UnreadableRecord["error"]): boolean {
  return ["record-too-long", "crashed"].includes(code);
}

import { jsonLine } from "../../json/jsonLine";
import type { SampleRow } from "../../model/sampleRow";
import type { Unreadable } from "./runReport";

/**
 * A partial: a part of a run's report that another machine made. It has the rows themselves, so that quantiles, groups
 * and pairs of all parts together come out as for one run. JSON Lines: a head, then a line for each sample and a line
 * for each record that could not be read.
 */
const version = 1;

export type PartialLine = { readonly sample: SampleRow } | { readonly unreadable: Unreadable };

export function partialHead(): string {
  return `${JSON.stringify({ traceAuditorPartial: version })}\n`;
}

export function partialLine(line: PartialLine): string {
  return `${jsonLine(line)}\n`;
}

/**
 * Is this the first line of a partial? Undefined if not; otherwise `problem` says why it cannot be read, or is
 * undefined.
 */
export function readPartialHead(line: string): { readonly problem: string | undefined } | undefined {
  const head = parsed(line) as { traceAuditorPartial?: unknown } | undefined;
  if (head === undefined || typeof head !== "object" || !("traceAuditorPartial" in head)) return undefined;
  const { traceAuditorPartial: given } = head;
  if (given === version) return { problem: undefined };
  return { problem: `it was written by another version (${String(given)}, not ${version}): make it again` };
}

/** Undefined if the line is not from a partial. */
export function readPartialLine(line: string): PartialLine | undefined {
  const value = parsed(line);
  if (typeof value !== "object" || value === null) return undefined;
  if ("sample" in value) return isRow(value.sample) ? (value as PartialLine) : undefined;
  return "unreadable" in value && typeof value.unreadable === "object" ? (value as PartialLine) : undefined;
}

/** The fields that every row has: a line without them is not from a partial. */
function isRow(sample: unknown): sample is SampleRow {
  if (typeof sample !== "object" || sample === null) return false;
  const row = sample as Partial<Record<keyof SampleRow, unknown>>;
  return (
    typeof row.file === "string" &&
    typeof row.record === "number" &&
    typeof row.promptHash === "string" &&
    typeof row.completionHash === "string" &&
    Array.isArray(row.findings) &&
    typeof row.components === "object" &&
    typeof row.calls === "object"
  );
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return undefined;
  }
}

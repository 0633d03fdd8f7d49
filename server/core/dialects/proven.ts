import { applyEdits } from "../text/edits";
import { valuesOf, type Call } from "./call";
import type { Fault, FaultFix } from "./reading";

interface Reading {
  readonly reasoning: string | undefined;
  readonly content: string | undefined;
  readonly calls: readonly Call[];
  readonly faults: readonly Fault[];
}

/** If a text has more safe fixes than this, none is tried alone. */
const maxAlone = 12;

/**
 * The faults of a reading. A fix is no longer called safe if it would change what is read or leave its fault behind.
 */
export function proven(text: string, reading: Reading, read: (fixed: string) => Reading): readonly Fault[] {
  const { faults } = reading;
  const doubtful = safeFixes(faults);
  if (doubtful.length === 0) return faults;
  const meant = meaningOf(reading);
  const holds = (fixes: readonly FaultFix[]): boolean => {
    try {
      const edits = fixes.flatMap((fix) => fix.edits);
      const fixed = read(applyEdits(text, edits));
      // Each fix removed its fault, and no new one is needed.
      return meaningOf(fixed) === meant && safeFixes(fixed.faults).length <= doubtful.length - fixes.length;
    } catch {
      // Two fixes write at the same place.
      return false;
    }
  };
  if (holds(doubtful)) return faults;
  const safe: FaultFix[] = [];
  if (doubtful.length <= maxAlone) {
    for (const fix of doubtful) if (holds([...safe, fix])) safe.push(fix);
  }
  const unsafe = new Set(doubtful);
  for (const fix of safe) unsafe.delete(fix);
  return faults.map((fault) =>
    fault.fix !== undefined && unsafe.has(fault.fix) ? { ...fault, fix: { ...fault.fix, safe: false } } : fault,
  );
}

/** The fixes that claim to change nothing that is read; fixing a wrong type changes the value. */
function safeFixes(faults: readonly Fault[]): FaultFix[] {
  return faults.flatMap(({ rule, fix }) => (fix?.safe === true && rule !== "parameter-type" ? fix : []));
}

function meaningOf({ reasoning, content, calls }: Reading): string {
  const plain = calls.map((call) => [call.name, valuesOf(call)]);
  return JSON.stringify([reasoning, content, plain], (_, value: unknown) =>
    typeof value === "bigint" ? `${value}n` : value,
  );
}

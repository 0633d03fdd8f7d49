import { applyEdits } from "../text/edits";
import { valuesOf, type Call } from "./call";
import type { Fault, FaultFix } from "./reading";

interface Reading {
  readonly reasoning: string | undefined;
  readonly content: string | undefined;
  readonly calls: readonly Call[];
  readonly faults: readonly Fault[];
}

/** Of more safe fixes in one text none is tried alone. */
const maxAlone = 12;

/** The faults of a reading, with no fix called safe that would change what is read or leave its fault behind. */
export function proven(text: string, reading: Reading, read: (fixed: string) => Reading): readonly Fault[] {
  const { faults } = reading;
  const doubtful = safeFixes(faults);
  if (doubtful.length === 0) return faults;
  const meant = meaningOf(reading);
  const holds = (fixes: readonly FaultFix[]): boolean => {
    try {
      const edits = fixes.flatMap((fix) => fix.edits);
      const fixed = read(applyEdits(text, edits));
      // Each fix has done its work, and none is called for anew.
      return meaningOf(fixed) === meant && safeFixes(fixed.faults).length <= doubtful.length - fixes.length;
    } catch {
      // The fixes write at the same place.
      return false;
    }
  };
  if (holds(doubtful)) return faults;
  const safe: FaultFix[] = [];
  if (doubtful.length <= maxAlone) {
    for (const fix of doubtful) if (holds([...safe, fix])) safe.push(fix);
  }
  return faults.map((fault) =>
    fault.fix !== undefined && doubtful.includes(fault.fix) && !safe.includes(fault.fix)
      ? { ...fault, fix: { ...fault.fix, safe: false } }
      : fault,
  );
}

/** Those that are said to change nothing that is read: a wrong type is fixed by another value. */
function safeFixes(faults: readonly Fault[]): FaultFix[] {
  return faults.flatMap(({ rule, fix }) => (fix?.safe === true && rule !== "parameter-type" ? fix : []));
}

function meaningOf({ reasoning, content, calls }: Reading): string {
  const plain = calls.map((call) => [call.name, valuesOf(call)]);
  return JSON.stringify([reasoning, content, plain], (_, value: unknown) =>
    typeof value === "bigint" ? `${value}n` : value,
  );
}

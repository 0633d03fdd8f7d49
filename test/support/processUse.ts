/** What a process uses, as Linux says; undefined where the system does not say it, or once the process has ended. */
import { readFileSync } from "node:fs";

/** In kB. */
export interface ProcessMemory {
  readonly now: number;
  readonly most: number;
}

/** Memory that the process takes now, and took at most. */
export function memoryOf(pid: number | undefined): ProcessMemory | undefined {
  const status = ofProcess(pid, "status");
  const [now, most] = ["VmRSS", "VmHWM"].map((name) => new RegExp(`${name}:\\s*(\\d+) kB`).exec(status)?.[1]);
  return now === undefined || most === undefined ? undefined : { now: Number(now), most: Number(most) };
}

/** Seconds of CPU that a process has taken, all its threads together. */
export function cpuTimeOf(pid: number | undefined): number | undefined {
  const stat = ofProcess(pid, "stat");
  if (stat === "") return undefined;
  // The name before the bracket may hold spaces.
  const fields = stat.replace(/^.*\) /, "").split(" ");
  // In ticks, of which Linux has 100 a second.
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

function ofProcess(pid: number | undefined, what: string): string {
  try {
    return readFileSync(`/proc/${pid}/${what}`, "utf8");
  } catch {
    return "";
  }
}

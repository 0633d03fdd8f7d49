import { memoryOf } from "../support/processUse";

/** Times of one of several things that were measured in turn, in milliseconds. */
export interface Times {
  readonly name: string;
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

/**
 * Runs each of `candidates` in turn, `rounds` times after a warm-up, so that the machine's ups and downs meet all alike.
 * Each returns something of its result, so that none of its work can be left out.
 */
export function measurePaired(
  candidates: Readonly<Record<string, () => unknown>>,
  { rounds = 15, warmUp = 3 }: { readonly rounds?: number; readonly warmUp?: number } = {},
): Times[] {
  const runs = Object.entries(candidates).map(([name, run]) => ({ name, run, times: [] as number[] }));
  for (let round = -warmUp; round < rounds; round++) {
    for (const { run, times } of runs) {
      const start = performance.now();
      kept = run();
      if (round >= 0) times.push(performance.now() - start);
    }
  }
  return runs.map(({ name, times }) => {
    times.sort((a, b) => a - b);
    return { name, median: median(times), least: times[0] ?? NaN, most: times.at(-1) ?? NaN };
  });
}

/** The middle one; of an even number the mean of the two in the middle. NaN of none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  const upper = sorted[half] ?? NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? NaN) + upper) / 2;
}

/** Holds the last result, so that the compiler cannot tell that nobody wants it. */
export let kept: unknown;

/** Rows as a table; numbers stand to the right. */
export function table(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? "").length)));
  return rows.map((row) =>
    `  ${row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join("  ")}`.trimEnd(),
  );
}

export function ms(time: number): string {
  return `${time < 10 ? time.toFixed(2) : time.toFixed(0)} ms`;
}

/** Memory that a process takes now, and took at most. */
export function memoryInWords(pid: number | undefined): string {
  const memory = memoryOf(pid);
  if (memory === undefined) return "memory is not known here";
  const [now, most] = [memory.now, memory.most].map((kilobytes) => `${Math.round(kilobytes / 1024)} MiB`);
  return `${now}, at most ${most}`;
}

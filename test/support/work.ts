import { Session, type Profiler } from "node:inspector";

/**
 * Counts work instead of taking time, so that growth can be told from noise: how often each block of the product's code
 * ran (V8's precise coverage), and how many characters or entries the built-in functions that scan had to look at.
 *
 * What a regular expression does by going back is not seen.
 */
export function countWork(run: () => unknown): number {
  const meter = wrapScanners();
  try {
    takeBlockCounts();
    meter.work = 0;
    run();
    const scanned = meter.work;
    const blocks = takeBlockCounts();
    if (blocks === 0) throw new Error("no work was counted: the coverage names no file of the product");
    return scanned + blocks;
  } finally {
    meter.restore();
  }
}

// Blocks are counted only in functions that are compiled after this. It is never stopped: V8 would then take the counters
// out for good, and a later count would see calls only.
const session = new Session();
session.connect();
session.post("Profiler.enable");
session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: true });

/** How often blocks ran since this was last asked. */
function takeBlockCounts(): number {
  let blocks = 0;
  session.post("Profiler.takePreciseCoverage", (error, answer: Profiler.TakePreciseCoverageReturnType) => {
    if (error !== null) throw error;
    for (const { url, functions } of answer.result) {
      if (!isProduct(url)) continue;
      for (const { ranges } of functions) for (const { count } of ranges) blocks += count;
    }
  });
  return blocks;
}

/** A file of the product's, or a program of ours that is bundled with it. */
function isProduct(url: string): boolean {
  return /\/server\/(?:core|cli)\/|\/fastest-levenshtein\/|\/\.cache\/run-ts\//.test(url);
}

/** What a call costs: characters or entries looked at. */
type Cost = (self: unknown, args: readonly unknown[], result: unknown) => number;

/** As it was before it was wrapped. */
const indexOf = Object.getOwnPropertyDescriptor(String.prototype, "indexOf")?.value as () => number;

/** From where the search began to the end of what was found, or of the text. */
const search: Cost = (self, [needle, from], result) => {
  const end = typeof result === "number" && result >= 0 ? result + String(needle).length : length(self);
  return end - (typeof from === "number" ? Math.max(0, from) : 0);
};
const searchBack: Cost = (self, [needle, from], result) =>
  (typeof from === "number" ? Math.min(from, length(self)) : length(self)) + String(needle).length - Number(result);
const includes: Cost = (self, args) => search(self, args, Reflect.apply(indexOf, self, args));
const whole: Cost = (self) => length(self);
const made: Cost = (_, __, result) => length(result);
const trimmed: Cost = (self, _, result) => length(self) - length(result);
const given: Cost = (_, [text]) => length(text);

function length(of: unknown): number {
  return (of as { readonly length?: number } | undefined)?.length ?? 0;
}

const scanners: readonly { readonly owner: object; readonly costs: Readonly<Record<string, Cost>> }[] = [
  {
    owner: String.prototype,
    costs: {
      indexOf: search,
      lastIndexOf: searchBack,
      includes,
      ...{ trim: trimmed, trimStart: trimmed, trimEnd: trimmed },
      ...{ slice: made, substring: made, repeat: made, concat: made },
      ...{ split: whole, normalize: whole, toLowerCase: whole, toUpperCase: whole },
    },
  },
  {
    owner: Array.prototype,
    costs: {
      ...{ indexOf: whole, includes: whole, join: whole, splice: whole, shift: whole, unshift: whole, reverse: whole },
      ...{ slice: made, concat: made },
    },
  },
  { owner: JSON, costs: { parse: given, stringify: made } },
];

/** Puts a meter on the scanning functions until `restore`. */
function wrapScanners(): { work: number; restore(): void } {
  const undo: (() => void)[] = [];
  const meter = { work: 0, restore: () => undo.forEach((step) => step()) };
  const wrap = (
    owner: object,
    name: string,
    wrapper: (call: (self: unknown, args: unknown[]) => unknown) => unknown,
  ) => {
    const before = Object.getOwnPropertyDescriptor(owner, name) as PropertyDescriptor;
    const original = before.value as (...args: unknown[]) => unknown;
    undo.push(() => Object.defineProperty(owner, name, before));
    const value = wrapper((self, args) => Reflect.apply(original, self, args));
    Object.defineProperty(owner, name, { ...before, value });
  };
  for (const { owner, costs } of scanners) {
    for (const [name, cost] of Object.entries(costs)) {
      wrap(
        owner,
        name,
        (call) =>
          function (this: unknown, ...args: unknown[]) {
            const result = call(this, args);
            meter.work += 1 + Math.max(0, cost(this, args, result));
            return result;
          },
      );
    }
  }
  // Once exec is replaced, all built-in functions that take a regular expression call it.
  wrap(
    RegExp.prototype,
    "exec",
    (call) =>
      function (this: RegExp, ...args: unknown[]) {
        const from = this.global || this.sticky ? this.lastIndex : 0;
        const match = call(this, args) as RegExpExecArray | null;
        const end = match === null ? (this.sticky ? from : length(args[0])) : match.index + length(match[0]);
        meter.work += 1 + Math.max(0, end - from);
        return match;
      },
  );
  return meter;
}

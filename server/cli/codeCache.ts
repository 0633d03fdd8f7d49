/** `program.js` is one function, as Node makes one of every CommonJS module. */
export type Program = (
  exports: object,
  require: NodeJS.Require,
  module: { exports: object },
  filename: string,
  dirname: string,
) => void;

/** Length of the mark by which a build ends its program and begins its cache: a hash of the program. */
const markLength = 64;

/**
 * What V8 made of this source, if `read` gives that. Its mark is compared, since V8 itself takes any source of the same
 * length for the one that it knows.
 *
 * @param read gives the cache's file; may throw
 */
export function cacheOf(source: string, read: () => Buffer): Buffer | undefined {
  try {
    const cache = read();
    const mark = cache.toString("latin1", 0, markLength);
    return /^[0-9a-f]{64}$/.test(mark) && source.endsWith(mark) ? cache.subarray(markLength) : undefined;
  } catch {
    // A build that is watched, and what is packaged, have none.
    return undefined;
  }
}

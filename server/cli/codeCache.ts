/** `program.js` wrapped in one function, as Node wraps every CommonJS module. */
export type Program = (
  exports: object,
  require: NodeJS.Require,
  module: { exports: object },
  filename: string,
  dirname: string,
) => void;

/** Length of the mark that ends a build's program and begins its cache: a hash of the program. */
const markLength = 64;

/**
 * V8's compiled form of this source, if `read` returns it. We compare the mark, because V8 itself accepts any source of
 * the same length.
 *
 * @param read gives the cache's file; may throw
 */
export function cacheOf(source: string, read: () => Buffer): Buffer | undefined {
  try {
    const cache = read();
    const mark = cache.toString("latin1", 0, markLength);
    return /^[0-9a-f]{64}$/.test(mark) && source.endsWith(mark) ? cache.subarray(markLength) : undefined;
  } catch {
    // Watch builds and packaged builds have none.
    return undefined;
  }
}

import { compileGlob, type Glob } from "../text/glob";

/** A file pattern, compiled once. One without a slash matches files of that name in every folder. */
export function compilePattern(pattern: string): Glob {
  const glob = compileGlob(pattern);
  return pattern.includes("/") ? glob : { fits: (path) => glob.fits(path.slice(path.lastIndexOf("/") + 1)) };
}

/** The pattern that matches this file and no other; `path` as in {@link entryFor}. */
export function exactPattern(path: string): string {
  const escaped = path.replace(/[\\*?[\]{}()!@+|]/g, "\\$&");
  // A path without a slash would match files of that name in every folder.
  return path.includes("/") ? escaped : `./${escaped}`;
}

/**
 * The entry of a setting `pattern → value` that applies to a file: of the patterns that match, the last one counts.
 *
 * @param path relative to the workspace folder, with `/`; a pattern without a slash matches files of that name
 * anywhere.
 */
export function entryFor(
  entries: Readonly<Record<string, string>>,
  path: string,
): { readonly pattern: string; readonly value: string } | undefined {
  const entry = Object.entries(entries).findLast(([pattern]) => compilePattern(pattern).fits(path));
  return entry && { pattern: entry[0], value: entry[1] };
}

import { nearestName } from "../text/nearestName";

/** ` Did you mean "warning"?` if one of the known words is near or begins that way, else an empty text. */
export function didYouMean(written: string, known: readonly string[]): string {
  const meant = nearestName(written, known) ?? known.find((word) => written.length > 2 && word.startsWith(written));
  return meant === undefined ? "" : ` Did you mean ${JSON.stringify(meant)}?`;
}

import { nearestName } from "../text/nearestName";

/** ` Did you mean "warning"?` where one of the known words is near or begins so, else nothing. */
export function didYouMean(written: string, known: readonly string[]): string {
  const meant = nearestName(written, known) ?? known.find((word) => written.length > 2 && word.startsWith(written));
  return meant === undefined ? "" : ` Did you mean ${JSON.stringify(meant)}?`;
}

import type { RunPages } from "../../core/runs/pages/runPages";
import type { OpenRun } from "./openRun";

/**
 * Gives what answers for one page of an open run, by the run's id: made once for each of its views, because a run whose
 * table was made anew has another.
 */
export function pageAnswers<T extends object>(
  open: ReadonlyMap<string, OpenRun>,
  make: (pages: RunPages) => T,
): (id: string) => T | undefined {
  const known = new WeakMap<RunPages, T>();
  return (id) => {
    const pages = open.get(id)?.pages;
    if (pages === undefined) return undefined;
    let made = known.get(pages);
    if (made === undefined) known.set(pages, (made = make(pages)));
    return made;
  };
}

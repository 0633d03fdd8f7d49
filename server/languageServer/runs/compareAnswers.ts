import type { NamedRun } from "../../core/runs/comparison/compare";
import { compareRuns } from "../../core/runs/pages/comparePages";
import { runCompareRequest } from "../../protocol/runCompare";
import { answerRequest } from "../messages";
import { runSafe } from "../runSafe";
import type { Services } from "../services";
import type { OpenRun } from "./openRun";

/** Answers what the page Compare asks. */
export function answerCompare({ connection, logger }: Services, open: ReadonlyMap<string, OpenRun>): void {
  answerRequest(connection, runCompareRequest, ({ run, name, query, others, chosen }, token) =>
    runSafe("The comparison of runs", token, logger, () => {
      const own = open.get(run);
      if (own === undefined) return null;
      const named: NamedRun[] = [];
      for (const other of others) {
        const pages = open.get(other.run ?? run)?.pages;
        if (pages === undefined) return null;
        const asked = other.filter === undefined ? query : { ...query, filter: other.filter };
        named.push({ name: other.name, scope: pages.scopeOf(asked) });
      }
      return compareRuns({ name, scope: own.pages.scopeOf(query) }, named, chosen);
    }),
  );
}

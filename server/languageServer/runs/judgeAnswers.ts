import { judgesPage } from "../../core/runs/pages/judgePages";
import { mostJudgements, runJudgesRequest, runQuotesRequest, type ShownQuote } from "../../protocol/runJudges";
import { answerRequest } from "../messages";
import { runSafe } from "../runSafe";
import type { Services } from "../services";
import type { OpenRun } from "./openRun";

/** Answers what the page Judges asks. */
export function answerJudges({ connection, logger }: Services, open: ReadonlyMap<string, OpenRun>): void {
  answerRequest(connection, runJudgesRequest, ({ run, query, rung }, token) =>
    runSafe("The judges of a run", token, logger, () => {
      const scope = open.get(run)?.pages.scopeOf(query);
      return scope === undefined ? null : judgesPage(scope, rung);
    }),
  );
  answerRequest(connection, runQuotesRequest, ({ run, rows }, token) =>
    runSafe("Quotes of a run", token, logger, async () => {
      const found: (readonly ShownQuote[] | null)[] = [];
      for (const row of rows.slice(0, mostJudgements)) found.push((await open.get(run)?.sample(row))?.quotes ?? null);
      return found;
    }),
  );
}

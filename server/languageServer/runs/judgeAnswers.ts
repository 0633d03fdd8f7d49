import { JudgePages } from "../../core/runs/pages/judgePages";
import { mostJudgements, runJudgesRequest, runQuotesRequest, type ShownQuote } from "../../protocol/runJudges";
import { answerRequest } from "../messages";
import { runSafe } from "../runSafe";
import type { Services } from "../services";
import type { OpenRun } from "./openRun";

/** Answers what the page Judges asks. */
export function answerJudges({ connection, logger }: Services, open: ReadonlyMap<string, OpenRun>): void {
  const known = new WeakMap<OpenRun, JudgePages>();
  const pagesOf = (id: string): JudgePages | undefined => {
    const run = open.get(id);
    if (run === undefined) return undefined;
    let pages = known.get(run);
    if (pages === undefined) known.set(run, (pages = new JudgePages(run.pages)));
    return pages;
  };
  answerRequest(connection, runJudgesRequest, ({ run, query, rung }, token) =>
    runSafe("The judges of a run", token, logger, () => pagesOf(run)?.view(query, rung) ?? null),
  );
  answerRequest(connection, runQuotesRequest, ({ run, rows }, token) =>
    runSafe("Quotes of a run", token, logger, async () => {
      const found: (readonly ShownQuote[] | null)[] = [];
      for (const row of rows.slice(0, mostJudgements)) found.push((await open.get(run)?.sample(row))?.quotes ?? null);
      return found;
    }),
  );
}

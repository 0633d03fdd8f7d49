import { groupOfPage, groupsPage } from "../../core/runs/pages/groupPages";
import {
  mostRollouts,
  runGroupRequest,
  runGroupsRequest,
  runRolloutsRequest,
  type RunRollout,
} from "../../protocol/runGroups";
import { answerRequest } from "../messages";
import { runSafe } from "../runSafe";
import type { Services } from "../services";
import type { OpenRun } from "./openRun";

/** Answers what the page Groups asks. */
export function answerGroups({ connection, logger }: Services, open: ReadonlyMap<string, OpenRun>): void {
  answerRequest(connection, runGroupsRequest, ({ run, query, choice }, token) =>
    runSafe("The groups of a run", token, logger, () => {
      const scope = open.get(run)?.pages.scopeOf(query);
      return scope === undefined ? null : groupsPage(scope, choice);
    }),
  );
  answerRequest(connection, runGroupRequest, ({ run, query, number }, token) =>
    runSafe("A group of a run", token, logger, () => {
      const scope = open.get(run)?.pages.scopeOf(query);
      return (scope && groupOfPage(scope, number)) ?? null;
    }),
  );
  answerRequest(connection, runRolloutsRequest, ({ run, rows }, token) =>
    runSafe("Rollouts of a run", token, logger, async () => {
      const found: (RunRollout | null)[] = [];
      for (const row of rows.slice(0, mostRollouts)) found.push(await rolloutOf(open.get(run), row));
      return found;
    }),
  );
}

async function rolloutOf(run: OpenRun | undefined, row: number): Promise<RunRollout | null> {
  const sample = await run?.sample(row);
  if (run === undefined || sample === undefined) return null;
  const { table } = run.pages.run;
  const reward = table.reward(row);
  return { ...sample.rollout, reward: Number.isFinite(reward) ? reward : undefined, findings: table.findingsOf(row) };
}

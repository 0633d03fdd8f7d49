/** The page Groups of a run: rollouts of a prompt side by side. */
import type { RolloutTexts } from "../core/ide/rolloutTexts";
import type { RowFinding } from "../core/model/sampleRow";
import type { GroupChoice, GroupDetail } from "../core/runs/figures/groups";
import type { GroupsAnswer } from "../core/runs/pages/groupPages";
import type { RunQuery } from "../core/runs/pages/page";
import { request } from "./message";

interface OfRun {
  readonly run: string;
  readonly query: RunQuery;
}

/** Client → server: what the groups tell, and their list. Null where there is no such run. */
export const runGroupsRequest = request<OfRun & { readonly choice: GroupChoice }, GroupsAnswer | null>("runGroups");

/** Client → server: one group with its rollouts. Null where there is none of that number. */
export const runGroupRequest = request<OfRun & { readonly number: number }, GroupDetail | null>("runGroup");

/** A rollout's texts, with what was found in it. */
export interface RunRollout extends RolloutTexts {
  readonly reward: number | undefined;
  readonly findings: readonly RowFinding[];
}

/** The most rollouts whose texts are asked for at once. */
export const mostRollouts = 64;

/** Client → server: the texts of rows, as rollouts are compared; null for a row that its file no longer has. */
export const runRolloutsRequest = request<
  { readonly run: string; readonly rows: readonly number[] },
  readonly (RunRollout | null)[]
>("runRollouts");

import { estimators } from "../../statistics/estimators";
import type { EstimatorId, GroupChoice, GroupDetail, GroupFigures, GroupList } from "../figures/groups";
import { groupDetail, groupFigures, groupList } from "../groups/groupFigures";
import type { Scope } from "../scope";
import type { RunQuery } from "./page";
import type { RunPages } from "./runPages";

/** The content of the page Groups for the samples that pass a filter. */
export interface GroupsAnswer {
  /** Undefined if no group has rewards, or none has two rollouts. */
  readonly figures: GroupFigures | undefined;
  readonly list: GroupList;
  /** The ways to compute advantages, with their titles. */
  readonly estimators: readonly { readonly id: EstimatorId; readonly title: string }[];
}

/** Answers the requests of the page Groups. What is known of all groups is computed once for each filter. */
export class GroupPages {
  private found: { readonly scope: Scope; readonly figures: GroupFigures | undefined } | undefined;

  constructor(private readonly pages: Pick<RunPages, "scopeOf">) {}

  view(query: RunQuery, choice: GroupChoice): GroupsAnswer {
    const { scope, figures } = this.figures(query);
    return { figures, list: groupList(scope, choice), estimators: estimators.map(({ id, title }) => ({ id, title })) };
  }

  /** Undefined if there is no group of that number. */
  group(query: RunQuery, number: number): GroupDetail | undefined {
    const { scope, figures } = this.figures(query);
    return groupDetail(scope, number, figures?.recorded);
  }

  private figures(query: RunQuery): NonNullable<GroupPages["found"]> {
    const scope = this.pages.scopeOf(query);
    if (this.found?.scope !== scope) this.found = { scope, figures: groupFigures(scope) };
    return this.found;
  }
}

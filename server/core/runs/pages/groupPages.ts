import { estimators } from "../../statistics/estimators";
import type { EstimatorId, GroupChoice, GroupDetail, GroupFigures, GroupList } from "../figures/groups";
import { groupDetail, groupFigures, groupList } from "../groups/groupFigures";
import type { Scope } from "../scope";
import { oncePerScope } from "./oncePerScope";

/** The content of the page Groups for the samples that pass a filter. */
export interface GroupsAnswer {
  /** Undefined if no group has rewards, or none has two rollouts. */
  readonly figures: GroupFigures | undefined;
  readonly list: GroupList;
  /** The ways to compute advantages, with their titles. */
  readonly estimators: readonly { readonly id: EstimatorId; readonly title: string }[];
}

/** What is known of all groups: a single group needs it as well. */
const figuresOf = oncePerScope(groupFigures);

/** @param choice which groups the list has */
export function groupsPage(scope: Scope, choice: GroupChoice): GroupsAnswer {
  const list = groupList(scope, choice);
  return { figures: figuresOf(scope), list, estimators: estimators.map(({ id, title }) => ({ id, title })) };
}

/** Undefined if there is no group of that number. */
export function groupOfPage(scope: Scope, number: number): GroupDetail | undefined {
  return groupDetail(scope, number, figuresOf(scope)?.recorded);
}

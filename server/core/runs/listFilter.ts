import type { Severity } from "../model/finding";
import { isInState, type SampleState, type Standing } from "./listFigures";

/** Which samples of a list are wanted: those with such findings and in one of these states. An empty set means all. */
export interface ListFilter {
  readonly severities: ReadonlySet<Severity>;
  readonly rules: ReadonlySet<string>;
  readonly states: ReadonlySet<SampleState>;
}

/** Does it leave any sample out? */
export function isFiltering(filter: ListFilter): boolean {
  return needsFinding(filter) || filter.states.size > 0;
}

/** Are samples wanted for what was found in them? */
export function needsFinding({ severities, rules }: ListFilter): boolean {
  return severities.size + rules.size > 0;
}

/** What a filter asks of a finding. */
export interface Found {
  readonly rule: string;
  readonly severity: Severity;
}

export function isFindingWanted({ severities, rules }: ListFilter, { rule, severity }: Found): boolean {
  return (severities.size === 0 || severities.has(severity)) && (rules.size === 0 || rules.has(rule));
}

/** @param standingOf is asked only if a state is wanted; undefined for a record that gave no sample */
export function isStateWanted({ states }: ListFilter, standingOf: () => Standing | undefined): boolean {
  if (states.size === 0) return true;
  const standing = standingOf();
  return standing !== undefined && [...states].some((state) => isInState(standing, state));
}

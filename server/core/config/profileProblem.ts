/** Keys and indices that lead to a place in a config. */
export type Path = readonly (string | number)[];

/** A problem of a team's own profile, and its path in the config. */
export interface ProfileProblem {
  readonly code: string;
  readonly message: string;
  readonly path: Path;
}

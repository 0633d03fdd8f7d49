/** Keys and indices that lead to a place in a config. */
export type Path = readonly (string | number)[];

/** Something wrong with a team's own profile, and the path in the config where it stands. */
export interface ProfileProblem {
  readonly code: string;
  readonly message: string;
  readonly path: Path;
}

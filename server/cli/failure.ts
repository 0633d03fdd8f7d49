/** The command cannot do what was asked (exit code 2): a bad flag, a config that cannot be used. */
export class Failure extends Error {
  override readonly name: string = "Failure";
}

/** One of the inputs cannot be read. A message says so, the others are read, and the exit code is 2. */
export class InputFailure extends Failure {
  override readonly name = "InputFailure";
}

export const exitCodes = {
  fine: 0,
  /** Findings at or above `--fail-on`. */
  findings: 1,
  /** The command could not run, or failed on some files. */
  failure: 2,
} as const;

/**
 * The exit code of a command that ran.
 *
 * @param isFound did it find what the user is to hear of: findings, records that cannot be read?
 */
export function codeOf(isFound: boolean, { exitZero }: { readonly exitZero?: true }): number {
  return isFound && exitZero !== true ? exitCodes.findings : exitCodes.fine;
}

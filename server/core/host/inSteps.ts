/**
 * Work over many rows that is done in steps, so that whoever answers an editor can handle its messages in between.
 * Between two steps it yields.
 */
export type InSteps<T> = Generator<undefined, T>;

/** So many rows are looked at in one step, where a look is short. */
export const rowsAStep = 20_000;

/** Does all steps at once. */
export function completed<T>(work: InSteps<T>): T {
  for (;;) {
    const { done, value } = work.next();
    if (done === true) return value;
  }
}

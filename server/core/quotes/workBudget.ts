/**
 * Bounds the work of a check by counting its steps, so that the bound is the same on every machine. A check that runs
 * out of steps reports "not checked" instead of a result.
 */
export class WorkBudget {
  /** `parent` is the budget of a larger task, which pays for every step as well. */
  constructor(
    private left: number,
    private readonly parent?: WorkBudget,
  ) {}

  /** Takes `steps` from the budget; false if there are not enough, and the budget then stays exhausted. */
  spend(steps: number): boolean {
    if (this.isExhausted()) return false;
    this.left -= steps;
    this.parent?.spend(steps);
    return !this.isExhausted();
  }

  isExhausted(): boolean {
    return this.left < 0 || (this.parent?.isExhausted() ?? false);
  }

  /** How many steps are left; negative if more were requested. */
  get room(): number {
    return this.parent === undefined ? this.left : Math.min(this.left, this.parent.room);
  }
}

/**
 * Bounds the work of a check by counting its steps, so that the bound holds on every machine alike. Who runs out of steps
 * says "not checked" instead of a result.
 */
export class WorkBudget {
  /** `parent` is the budget of a larger task, which pays for every step as well. */
  constructor(
    private left: number,
    private readonly parent?: WorkBudget,
  ) {}

  /** Takes `steps` from the budget; false where it does not hold as many, and then it stays exhausted. */
  spend(steps: number): boolean {
    if (this.isExhausted()) return false;
    this.left -= steps;
    this.parent?.spend(steps);
    return !this.isExhausted();
  }

  isExhausted(): boolean {
    return this.left < 0 || (this.parent?.isExhausted() ?? false);
  }

  /** How many steps may still be taken; negative where more were asked for. */
  get room(): number {
    return this.parent === undefined ? this.left : Math.min(this.left, this.parent.room);
  }
}

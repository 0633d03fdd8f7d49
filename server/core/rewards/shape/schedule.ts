import type { RewardComponent } from "../../model/reward";

/** A component's weight at a training step: linear between the schedule's steps, constant before and after them. */
export function weightAt({ weight, schedule }: Pick<RewardComponent, "weight" | "schedule">, step: number): number {
  if (schedule === null || step <= schedule.startStep) return weight;
  const { startStep, endStep, endWeight } = schedule;
  if (step >= endStep) return endWeight;
  return weight + ((endWeight - weight) * (step - startStep)) / (endStep - startStep);
}

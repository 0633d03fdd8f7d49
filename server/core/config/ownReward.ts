import { componentNamed } from "../rewards/components";
import type { RewardData } from "../profiles/rewardData";
import { expressionProblems } from "../rewards/expressionProblems";
import type { ProfileProblem } from "./profileProblem";

/** Keys that a reward by name can have besides its options, and that a composed reward has nowhere else. */
const ownKeys = new Set(["kind", "components"]);

/** Reports what the schema accepts in a profile's reward but what has no effect. */
export function checkReward(
  profile: string,
  reward: RewardData | null | undefined,
  report: (problem: ProfileProblem) => void,
): void {
  if (reward == null) return;
  const at = ["profiles", profile, "reward"] as const;
  if (reward.kind !== "components") {
    if (reward.components === undefined) return;
    const message = `"components" does nothing in a reward of the kind ${JSON.stringify(reward.kind)}: take it out, or write "kind": "components".`;
    report({ code: "useless-key", message, path: [...at, "components"] });
    return;
  }
  for (const key of Object.keys(reward).filter((name) => !ownKeys.has(name))) {
    if (reward[key] === undefined) continue;
    const message = `"${key}" does nothing here: of a reward from components, each component has its own under "options".`;
    report({ code: "useless-key", message, path: [...at, key] });
  }
  if (reward.components === undefined) {
    const message = `A reward of the kind "components" needs "components", for instance [{"component": "format"}].`;
    report({ code: "missing-key", message, path: at });
  }
  for (const [i, one] of (reward.components ?? []).entries()) {
    const { component, schedule, options = {} } = one;
    const here = [...at, "components", i] as const;
    for (const { key, message } of expressionProblems(one)) {
      report({ code: "wrong-expression", message, path: [...here, key] });
    }
    if (schedule != null && schedule.endStep <= schedule.startStep) {
      const message = `"endStep" (${schedule.endStep}) has to come after "startStep" (${schedule.startStep}).`;
      report({ code: "schedule", message, path: [...here, "schedule", "endStep"] });
    }
    if (component === undefined) continue;
    const known = Object.keys(componentNamed(component).options);
    for (const key of Object.keys(options)) {
      if (known.includes(key)) continue;
      const list = known.length === 0 ? "It takes no options." : `It takes ${known.join(", ")}.`;
      const message = `The component ${component} does not use "${key}". ${list}`;
      report({ code: "useless-key", message, path: [...here, "options", key] });
    }
  }
}

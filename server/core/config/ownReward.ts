import { componentNamed } from "../rewards/components";
import { buildTest, buildValue } from "../expressions/build";
import type { Json } from "../expressions/builder";
import type { ComponentData, RewardData } from "../profiles/rewardData";
import { namedReaders } from "../rewards/presets";
import type { ProfileProblem } from "./profileProblem";

/** What a reward by name takes beside its options, and one from components has nowhere else. */
const ownKeys = new Set(["kind", "components"]);

/** Reports what the schema lets pass in a profile's reward and what would do nothing. */
export function checkReward(
  profile: string,
  reward: RewardData | null | undefined,
  report: (problem: ProfileProblem) => void,
): void {
  if (reward == null) return;
  const at = ["profiles", profile, "reward"] as const;
  if (reward.kind !== "components") {
    if (reward.components === undefined) return;
    const message = `"components" does nothing in ToolRL's own reward: take it out, or write "kind": "components".`;
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
    const { options: known } = componentNamed(component);
    for (const key of Object.keys(options)) {
      if (known.includes(key)) continue;
      const list = known.length === 0 ? "It takes no options." : `It takes ${known.join(", ")}.`;
      const message = `The component ${component} does not look at "${key}". ${list}`;
      report({ code: "useless-key", message, path: [...here, "options", key] });
    }
  }
}

/** What is wrong in a component's expression and in its gate, each with the place in it. */
function expressionProblems({
  value,
  gate,
}: ComponentData): readonly { readonly key: string; readonly message: string }[] {
  const found = [
    { key: "value", built: value === undefined ? undefined : buildValue(value as Json, namedReaders) },
    { key: "gate", built: gate === undefined ? undefined : buildTest(gate as Json, namedReaders) },
  ];
  return found.flatMap(({ key, built }) =>
    built === undefined || built.ok
      ? []
      : built.problems.map(({ path, message }) => ({
          key,
          message: `${path === "" ? key : `${key}.${path}`}: ${message}${message.endsWith("?") ? "" : "."}`,
        })),
  );
}

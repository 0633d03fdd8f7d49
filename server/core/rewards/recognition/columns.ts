import type { Sample } from "../../model/sample";
import { scoredOnce } from "./scoredOnce";
import { recognise, recordsLookedAt, type Recognition } from "./recognise";

/** The most recorded columns of a file that are compared with the presets. */
export const maxColumns = 20;

/** Whether a sample records parts of its reward. */
export function recordsParts({ attributes, rewarded, unanswered }: Sample): boolean {
  return rewarded && unanswered !== true && Object.keys(attributes.components ?? {}).length > 0;
}

/**
 * What each recorded part of the reward agrees with, by the name of its column. A column is one function's, never a
 * sum. A function that trainers record under that name is tried first. A null value means that the function gave none.
 *
 * @param samples a file's first ones; of those that record parts the first 200 are looked at
 */
export function recogniseColumns(samples: readonly Sample[]): ReadonlyMap<string, Recognition> {
  const looked = samples.filter(recordsParts).slice(0, recordsLookedAt);
  const names = new Set(looked.flatMap(({ attributes }) => Object.keys(attributes.components ?? {})));
  const records = looked.map(scoredOnce);
  return new Map(
    [...names].slice(0, maxColumns).map((name) => {
      const rows = looked.map(({ attributes }, i) => ({
        record: records[i] ?? { completion: "" },
        value: attributes.components?.[name] ?? NaN,
      }));
      return [name, recognise(name, rows, false)] as const;
    }),
  );
}

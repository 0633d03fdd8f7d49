import type { Part } from "../../model/sample";
import type { JsonField } from "../json/jsonField";

/** The usual name of a ground truth, and the one that trainers' data sets give their column. */
export const [usualTruth, dataSetTruth] = ["ground_truth", "solution"] as const;

/**
 * The ground truth of a record that names it as trainers' data sets do; undefined if it has none.
 *
 * @param more further names that its writer gives it
 */
export function givenTruth(record: JsonField, ...more: readonly string[]): Part | undefined {
  return record.first(usualTruth, "gts", dataSetTruth, ...more)?.part("ground_truth");
}

import type { Part } from "../../model/sample";
import type { JsonField } from "../json/jsonField";

/**
 * The ground truth of a record that names it as trainers' data sets do; undefined if it has none.
 *
 * @param more further names that its writer gives it
 */
export function givenTruth(record: JsonField, ...more: readonly string[]): Part | undefined {
  return record.first("ground_truth", "gts", "solution", ...more)?.part("ground_truth");
}

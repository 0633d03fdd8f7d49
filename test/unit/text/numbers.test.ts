import { expect, it } from "vitest";
import { formatReward } from "../../../server/core/text/numbers";

it("rewards have a true minus sign and no more decimals than are read", () => {
  expect([formatReward(-1.23456), formatReward(-0.0001), formatReward(2)]).toEqual(["−1.235", "0", "2"]);
});

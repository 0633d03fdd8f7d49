import { describe, expect, it } from "vitest";
import { roundToHundredths } from "../../../server/core/python/round";

describe("roundToHundredths", () => {
  // Expectations are what Python 3.11 prints for round(x, 2).
  it.each([
    [0, 0],
    [0.125, 0.12],
    [0.375, 0.38],
    [0.625, 0.62],
    [0.875, 0.88],
    [1.125, 1.12],
    [2.375, 2.38],
    [100.125, 100.12],
    [-0.125, -0.12],
    // Not ties: the binary value lies to one side.
    [0.005, 0.01],
    [0.015, 0.01],
    [0.045, 0.04],
    [0.285, 0.28],
    [1.005, 1],
    [2.675, 2.67],
    [0.145, 0.14],
    [33 / 512, 0.06],
    [320 / 512, 0.62],
    [1 / 3, 0.33],
    [0.999, 1],
  ])("rounds %d to %d", (x, rounded) => {
    expect(roundToHundredths(x)).toBe(rounded);
  });
});

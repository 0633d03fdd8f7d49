/** Smaller differences of rewards come from the rounding of sums. */
export const negligible = 1e-9;

/** A reward for display: at most three decimals, and a real minus sign. */
export function formatReward(value: number): string {
  const rounded = Math.round(value * 1000) / 1000;
  return rounded < 0 ? `−${-rounded}` : String(Math.abs(rounded));
}

/** A difference of rewards, with its sign: "−0.75", "+1". */
export function formatDifference(value: number): string {
  const text = formatReward(value);
  return text.startsWith("−") || text === "0" ? text : `+${text}`;
}

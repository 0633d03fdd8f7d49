import type { Comparison } from "./comparison";

/** NeMo RL's: only letters and numbers of any script, in lower case. */
export const alnum: Comparison = {
  name: "alnum",
  means: "only letters and numbers, in lower case",
  equal: (answer, truth) => normalised(answer) === normalised(truth),
  normalised,
};

function normalised(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, "").toLowerCase();
}

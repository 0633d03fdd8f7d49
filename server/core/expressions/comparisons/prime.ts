import { undecided } from "../absent";
import type { Comparison } from "./comparison";
import { mathdEqual } from "./prm";

/** verl's prime_math: texts that Hendrycks' normalisation makes equal are equal; sympy decides the rest. */
export const prime: Comparison = {
  name: "prime",
  means: "as verl's prime_math compares; what it asks sympy about is undecided",
  equal(answer, truth) {
    if (mathdEqual(answer, truth)) return true;
    return undecided(`decided in training by symbolic comparison of «${answer}» and «${truth}»; not computed`);
  },
};

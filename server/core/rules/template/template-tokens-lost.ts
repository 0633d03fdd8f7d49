import type { Fault } from "../../dialects/reading";
import { reportFaults } from "../checks/dialectFaults";
import { traceRule } from "../rule";

/** Special tokens that decoding removed and without which a dialect's calls cannot be read. */
export const templateTokensLost = traceRule<Fault>({
  id: "template-tokens-lost",
  summary: "Special tokens that calls need were removed when the text was decoded.",
  severity: "error",
  check(context) {
    reportFaults("template-tokens-lost", context);
  },
});

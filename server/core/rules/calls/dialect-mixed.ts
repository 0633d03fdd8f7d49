import type { Fault } from "../../dialects/reading";
import { fixesOfFault, reportFaults } from "../checks/dialectFaults";
import { traceRule } from "../rule";

/** Calls that are written in a dialect other than the file's. */
export const dialectMixed = traceRule<Fault>({
  id: "dialect-mixed",
  summary: "A call in another dialect than the file's.",
  severity: "warning",
  check(context) {
    reportFaults("dialect-mixed", context);
  },
  fixes({ part, state }) {
    return fixesOfFault(part, state);
  },
});

import { createAuditor } from "../../../../server/core/config/createAuditor";
import { emptyConfig } from "../../../../server/core/config/teamConfig";

/** With all rules, and no team's settings. */
export const auditor = createAuditor(emptyConfig, {}, { log: () => undefined });

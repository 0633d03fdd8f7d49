import type { StartRunner } from "../../node/workers/protocol";
import { startAudit } from "../audit/auditJob";
import { startFixing } from "../fix/fixJob";
import { startParsing } from "../parse/parseJob";
import { startReport } from "../report/reportJob";
import { startScoring } from "../score/batchScorer";

/** What workers can do, by the name that a command uses for its work. */
export const workerKinds = {
  audit: startAudit,
  fix: startFixing,
  parse: startParsing,
  report: startReport,
  score: startScoring,
} as unknown as Readonly<Record<string, StartRunner>>;

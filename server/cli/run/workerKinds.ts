import type { StartRunner } from "../../node/workers/protocol";
import { startAudit } from "../auditing/auditJob";
import { startFixing } from "../fixing/fixJob";
import { startScoring } from "../scoring/batchScorer";

/** What workers do, by the name that a command gives its work. */
export const workerKinds = {
  audit: startAudit,
  fix: startFixing,
  score: startScoring,
} as unknown as Readonly<Record<string, StartRunner>>;

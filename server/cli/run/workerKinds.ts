import type { StartRunner } from "../../node/workers/protocol";
import { startAudit } from "../auditing/auditJob";
import { startFixing } from "../fixing/fixJob";
import { startParsing } from "../parsing/parseJob";
import { startScoring } from "../scoring/batchScorer";

/** What workers do, by the name that a command gives its work. */
export const workerKinds = {
  audit: startAudit,
  fix: startFixing,
  parse: startParsing,
  score: startScoring,
} as unknown as Readonly<Record<string, StartRunner>>;

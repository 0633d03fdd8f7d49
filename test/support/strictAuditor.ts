/** An auditor whose log fails the test: what it logs is that one of our rules crashed. */
import { Auditor } from "../../server/src/core/audit/auditor";
import { builtInProfiles } from "../../server/src/core/profiles/builtIn";

export function failOnLog(line: string): never {
  throw new Error(line);
}

export const strictAuditor = new Auditor({ profiles: builtInProfiles, settings: {}, host: { log: failOnLog } });

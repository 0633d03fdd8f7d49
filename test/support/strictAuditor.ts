/** Auditors whose log fails the test: what they log is that one of our rules crashed. */
import { Auditor } from "../../server/core/audit/auditor";
import { builtInProfiles } from "../../server/core/profiles/builtIn";

export function failOnLog(line: string): never {
  throw new Error(line);
}

/** With the built-in profiles and each rule's own severity. */
export function strictAuditor(): Auditor {
  return new Auditor({ profiles: builtInProfiles, settings: {}, host: { log: failOnLog } });
}

import type { Trace } from "../../../server/core/model/trace";
import { createTraceParser } from "../../../server/core/parse/parseTrace";
import { finishProfile, type ProfileData } from "../../../server/core/profiles/profileData";
import { VerdictForm } from "../../../server/core/verdicts/verdictForm";
import rmR1 from "../../../server/core/profiles/data/rm-r1.json";

const profile = finishProfile(rmR1 as ProfileData, undefined);
const parse = createTraceParser(profile);

/** How its judges write a verdict. */
export const judgeForm = VerdictForm.of(profile)!;

/** The tree of a judge trace. */
export function judgeTrace(text: string): Trace {
  return parse(text);
}

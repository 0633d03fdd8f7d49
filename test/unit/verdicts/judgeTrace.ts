import type { Trace } from "../../../server/core/model/trace";
import { createTraceParser } from "../../../server/core/parse/parseTrace";
import { finishProfile, type ProfileData } from "../../../server/core/profiles/profileData";
import rmR1 from "../../../server/core/profiles/rm-r1.json";

const parse = createTraceParser(finishProfile(rmR1 as ProfileData, undefined));

/** The tree of a judge trace. */
export function judgeTrace(text: string): Trace {
  return parse(text);
}

import type { Scored } from "../../expressions/scored";
import type { Sample } from "../../model/sample";
import { scoredSample } from "../shape/scoredSample";

const known = new WeakMap<Sample, Scored>();

/** What rewards see of a sample, the same object each time: what they give for it is remembered by it. */
export function scoredOnce(sample: Sample): Scored {
  let scored = known.get(sample);
  if (scored === undefined) known.set(sample, (scored = scoredSample(sample, true)));
  return scored;
}

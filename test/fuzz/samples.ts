import type { Part, PartRole, Sample } from "../../server/core/model/sample";
import { PlainSourceMap } from "../../server/core/text/sourceMap";

/** A sample of these texts, each its own part. */
export function sampleOf(
  completion: string,
  groundTruth: string | undefined,
  tools: string | undefined,
  responses: { readonly a: string; readonly b: string } | undefined,
): Sample {
  const part = (role: PartRole, text: string): Part => ({ role, text, source: new PlainSourceMap(0, text.length) });
  return {
    record: 0,
    trace: 0,
    attributes: {},
    turns: [],
    tools: tools === undefined ? undefined : part("tools", tools),
    completion: part("completion", completion),
    calls: [],
    groundTruth: groundTruth === undefined ? undefined : part("ground_truth", groundTruth),
    responses:
      responses === undefined ? undefined : { a: part("response_a", responses.a), b: part("response_b", responses.b) },
    rewarded: true,
  };
}

import type { Turn } from "../../model/sample";
import type { JsonField } from "../json/jsonField";
import { attributes } from "../fields/attributes";
import { readCall } from "../fields/calls";
import { draft, type FormatReading, type JsonFormat } from "../fields/jsonFormat";
import { readRowsOf } from "../fields/rows";

/** A test run of deepeval: test cases with input, output, the called tools, and metrics. */
export const deepEval: JsonFormat = {
  id: "deepeval",
  rank: 360,
  title: "deepeval test run",
  fields: "`testCases`, each with `input` and `actualOutput`",
  origin: { writer: "deepeval", reward: "`metricsData` are components" },
  unit: "rows",
  fits: (record) => {
    const cases = record.get("testCases")?.items() ?? [];
    return (
      cases.length > 0 &&
      cases.every((each) => each.get("input") !== undefined && each.get("actualOutput") !== undefined)
    );
  },
  read: (record) => readRowsOf(record.get("testCases")?.items() ?? [], readCase),
};

function readCase(test: JsonField): FormatReading {
  const completion = test.get("actualOutput")?.textPart("completion");
  if (completion === undefined) return { samples: [] };
  const asked = test.get("input")?.textPart("user");
  const turns: Turn[] = asked === undefined ? [] : [{ role: "user", part: asked, calls: [] }];
  const metrics = (test.get("metricsData")?.items() ?? []).map((metric): [string, number | null] => [
    metric.get("name")?.string ?? "",
    metric.get("score")?.number ?? null,
  ]);
  return {
    samples: [
      draft(completion, {
        attributes: attributes({
          id: test.get("name")?.label,
          components: metrics.length === 0 ? undefined : Object.fromEntries(metrics),
        }),
        turns,
        calls: (test.get("toolsCalled")?.items() ?? []).map(readCall),
        groundTruth: test.get("expectedOutput")?.part("ground_truth"),
      }),
    ],
  };
}

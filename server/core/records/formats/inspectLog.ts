import type { RecordProblem } from "../../model/record";
import type { JsonField } from "../json/jsonField";
import { readInspectSample } from "../fields/inspectSample";
import type { JsonFormat } from "../fields/jsonFormat";
import { readRowsOf } from "../fields/rows";

/** Inspect's log as one JSON object: an evaluation, and its samples by id and epoch. */
export const inspectLog: JsonFormat = {
  id: "inspect-log",
  rank: 210,
  title: "Inspect evaluation log",
  fields: "`eval`, `status` and `samples`",
  origin: { writer: "Inspect (JSON)", group: "`id`", reward: "`scores` are components: C is 1, P ½, I and N 0" },
  unit: "rows",
  fits: (record) =>
    record.get("eval") !== undefined &&
    record.get("status")?.string !== undefined &&
    (record.get("samples")?.items() ?? []).length > 0,
  read: (record) => {
    const model = record.get("eval")?.get("model")?.string;
    const reading = readRowsOf(record.get("samples")?.items() ?? [], (sample) => readInspectSample(sample, model));
    const status = record.get("status")?.string;
    if (status === undefined || status === "success") return reading;
    return { ...reading, problems: [unfinished(record, status), ...(reading.problems ?? [])] };
  },
};

function unfinished(record: JsonField, status: string): RecordProblem {
  return {
    code: "unfinished-run",
    severity: "information",
    message: `This evaluation is not finished (status ${status}): samples may be missing, and some may have no answer.`,
    span: record.get("status")?.span ?? record.span,
  };
}

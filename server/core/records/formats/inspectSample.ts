import { isInspectSample, readInspectSample } from "../fields/inspectSample";
import type { JsonFormat } from "../fields/jsonFormat";

/** One sample of an Inspect log, as in the zip of an `.eval` file. */
export const inspectSample: JsonFormat = {
  id: "inspect-sample",
  rank: 220,
  title: "Inspect sample",
  fields: "`id`, `epoch` and `messages`",
  origin: {
    writer: "Inspect (in an `.eval` file)",
    group: "`id`",
    reward: "`scores` are components: C is 1, P ½, I and N 0",
  },
  fits: isInspectSample,
  read: (record) => readInspectSample(record),
};

import type { RecordContainer, RecordSlice, SplitFile } from "../../model/record";
import { splitJson } from "../json/splitJson";
import { splitTraceFile } from "../traceFile/traceFileFormat";

/** Cuts a file's text into its records, and reports problems of the file as a whole. */
export function splitFile(text: string, container: RecordContainer): SplitFile {
  return container === "trace" ? { slices: splitTraceFile(text), problems: [] } : splitJson(text, container);
}

/** Cuts a file's text into its records. */
export function splitRecords(text: string, container: RecordContainer): readonly RecordSlice[] {
  return splitFile(text, container).slices;
}

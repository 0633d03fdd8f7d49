import { writeTraceFile } from "../../records/traceFile/writeTraceFile";
import { splitTraceFile, traceFileFormat } from "../../records/traceFile/traceFileFormat";
import type { Target } from "../target";

/** A `.trace` file: for people to read, to edit, to write fixtures in. */
export const traceTarget: Target = {
  id: "trace",
  title: "trace file",
  write: (samples) => writeTraceFile(samples).text,
  read: (text) =>
    splitTraceFile(text).flatMap(({ span }, i) => traceFileFormat.read(text.slice(span.start, span.end), i).samples),
};

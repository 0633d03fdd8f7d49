import type { AuditedFile } from "../audit/auditedFile";
import type { Recognised } from "../dialects/recognise";
import type { Sample } from "../model/sample";
import { dialectOfTraces } from "../readings/dialectOfTraces";

/** So many of a file's first traces tell its dialect. */
const tracesLookedAt = 200;

/** The dialect that most of a file's first traces are written in; undefined where nothing tells. */
export function fileDialect(file: AuditedFile): Recognised | undefined {
  const samples: Sample[] = [];
  for (const record of file.records) {
    if (samples.length >= tracesLookedAt) break;
    samples.push(...record.read.samples);
  }
  return dialectOfTraces(samples);
}

/** Id of the dialect by which a sample is read: its profile's, else the file's. */
export function dialectOfSample(file: AuditedFile, sample: Sample, ofFile: Recognised | undefined): string | undefined {
  return file.profileOf(sample)?.dialect ?? ofFile?.dialect.id;
}

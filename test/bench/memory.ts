/** What an open, wholly audited `.trace` document keeps on the heap. Needs --expose-gc. */
import { AuditedFile } from "../../server/core/audit/auditedFile";
import { Auditor } from "../../server/core/audit/auditor";
import { builtInProfiles } from "../../server/core/profiles/builtIn";
import { traceFileFormat } from "../../server/core/records/traceFile/traceFileFormat";
import { table } from "./measure";
import { traceFileOf } from "./traces";

export function benchMemory(print: (line: string) => void): void {
  const collect = globalThis.gc;
  if (collect === undefined) throw new Error("memory is measured with --expose-gc only");
  const rows = [1, 10].map((megabytes) => {
    const text = traceFileOf(megabytes * 1e6);
    collect();
    const before = process.memoryUsage().heapUsed;
    const file = audited(text);
    collect();
    const kept = (process.memoryUsage().heapUsed - before) / 1e6;
    return [
      `.trace, ${megabytes} MB, ${file.records.length} records`,
      `${kept.toFixed(1)} MB`,
      `${(kept / megabytes).toFixed(2)} ×`,
    ];
  });
  print("memory that an audited document keeps beside its text");
  table([["", "heap", "of the text"], ...rows]).forEach(print);
}

function audited(text: string): AuditedFile {
  const host = { log: (line: string) => process.stderr.write(`${line}\n`) };
  const file = new AuditedFile(new Auditor({ profiles: builtInProfiles, settings: {}, host }), traceFileFormat, text);
  for (const record of file.records) if (record.samples.length === 0) throw new Error("a record has no sample");
  return file;
}

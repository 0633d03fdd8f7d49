import { type Asked, auditBatchRecord } from "../../core/engine/auditRecord";
import { isForeign, readByOf, recordsOf } from "../../core/engine/batch";
import type { Result } from "../../core/engine/results";
import { PassedOverTally, type PassedOverCounts } from "../../core/report/passedOver";
import { Tally, type TallyCounts } from "../../core/report/tally";
import { printableJson } from "../../core/text/printable";
import { nodeFiles } from "../../node/fileStore";
import { nodeUtf8 } from "../../node/utf8";
import type { Runner } from "../../node/workers/protocol";
import type { InputBatch } from "../input/recordBatches";
import { BatchLines } from "../output/batchLines";
import { ansiColours, noColours } from "../output/colours";
import { type FormatName, outputFormat } from "../output/format";
import { toJson } from "../output/json";
import { LinePerLine } from "../output/linePerLine";
import type { OutputFormat } from "../output/outputFormat";
import { isPassedOver, placedError } from "../output/placedError";
import { countNotUnderstood, held, type HeldResult } from "./heldResult";
import { type SetupFlags, Setups } from "./setup";

/** The settings for all batches of a run. Plain data: it goes to workers as it is. */
export interface AuditSettings {
  readonly setup: SetupFlags;
  /** Absolute path. */
  readonly workingFolder: string;
  readonly format: FormatName;
  readonly hasColours: boolean;
  readonly width: number;
  readonly asked: Asked;
  readonly linePerLine: boolean;
}

/** The result of auditing a batch. Plain data. */
export interface AuditAnswer {
  /** The file's name as results show it. */
  readonly file: string;
  /** The results as they are shown, in UTF-8, and those that are held back; empty if there is nothing to show. */
  readonly pieces: readonly (Uint8Array | HeldResult)[];
  readonly counts: TallyCounts;
  /** Messages for standard error. */
  readonly messages: readonly string[];
  readonly notUnderstood: PassedOverCounts;
}

export function formOf({ format, hasColours, width, workingFolder }: AuditSettings): OutputFormat {
  return outputFormat(format, { colours: hasColours ? ansiColours : noColours, width }, workingFolder);
}

/** Makes the function that audits batches, one after the other; the same in the main thread and in a worker. */
export function startAudit(settings: AuditSettings): Runner<InputBatch, AuditAnswer> {
  let messages: string[] = [];
  const setups = new Setups(settings.setup, settings.workingFolder, nodeFiles, (line) => messages.push(line));
  const form = formOf(settings);
  return async (job, atRecord) => {
    const { auditor } = await setups.of(job.path);
    const by = readByOf(job, auditor);
    const foreign = isForeign(job);
    const source = new BatchLines(job.batch, nodeUtf8);
    const tally = new Tally();
    const zipped = settings.linePerLine ? new LinePerLine(job.file, job.batch) : undefined;
    const notUnderstood = new PassedOverTally();
    // For a stream, and where each input line has its own output line, it goes to standard error only.
    const tellsOnceAFile = !job.isLive && zipped === undefined;
    const pieces: (Uint8Array | HeldResult)[] = [];
    let written: string[] = [];
    const close = (): void => {
      if (written.length > 0) pieces.push(Buffer.from(written.join(form.separator)));
      written = [];
    };
    for (const one of recordsOf(job, nodeUtf8, atRecord)) {
      const { record } = one;
      const results = auditBatchRecord(job.file, one, by, settings.asked, foreign);
      for (const result of results) {
        tally.add(result);
        const message = whatToSay(result);
        if (message !== undefined) messages.push(message);
        const first = countNotUnderstood(result, notUnderstood);
        if (zipped !== undefined || isLeftOut(result)) continue;
        if (first !== undefined && tellsOnceAFile) {
          close();
          pieces.push(held(first, source));
          continue;
        }
        const piece = form.write(result, source);
        if (piece !== "") written.push(piece);
      }
      if (zipped !== undefined)
        zipped.add(
          record.index,
          record.line,
          results.filter((result) => !isLeftOut(result)).map((result) => printableJson(JSON.stringify(toJson(result)))),
        );
    }
    for (const line of zipped?.whole() ?? []) written.push(`${line}\n`);
    close();
    const said = messages;
    messages = [];
    return { file: job.file, pieces, counts: tally, messages: said, notUnderstood };
  };
}

function isLeftOut(result: Result): boolean {
  return result.kind === "trace" && result.isLeftOut === true;
}

/** What went wrong with a record, in addition to the line that it gets. */
function whatToSay(result: Result): string | undefined {
  return result.kind === "unreadable" && isPassedOver(result.error) ? placedError(result) : undefined;
}

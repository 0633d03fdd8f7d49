import { type Asked, auditBatchRecord } from "../../core/engine/auditRecord";
import { isForeign, readByOf, recordsOf } from "../../core/engine/batch";
import type { ReadBy } from "../../core/audit/readBy";
import type { SampleRow } from "../../core/model/sampleRow";
import { neutralProfile } from "../../core/profiles/neutral";
import type { Unreadable } from "../../core/report/run/runReport";
import { presetDefinition } from "../../core/rewards";
import { nodeFiles } from "../../node/fileStore";
import { nodeUtf8 } from "../../node/utf8";
import type { Runner } from "../../node/workers/protocol";
import { type SetupFlags, Setups } from "../audit/setup";
import type { InputBatch } from "../input/recordBatches";

/** The settings for all batches of a report. Plain data: it goes to workers as it is. */
export interface ReportSettings {
  readonly setup: SetupFlags;
  /** Absolute path. */
  readonly workingFolder: string;
  readonly asked: Asked;
  /** The name of a preset that replaces the profile's reward; undefined for the profile's own. */
  readonly preset: string | undefined;
}

/** A sample of a batch with the answers about its texts. */
export interface ReportedSample {
  readonly row: SampleRow;
  readonly hasWords: readonly boolean[];
  readonly texts: { readonly prompt: string; readonly completion: string } | undefined;
}

/** The result of a batch. */
export interface ReportAnswer {
  readonly samples: readonly ReportedSample[];
  readonly unreadable: readonly Unreadable[];
  readonly messages: readonly string[];
}

/**
 * Makes the function that reads batches for a report, one after the other; the same in the main thread and in a worker.
 */
export function startReport(settings: ReportSettings): Runner<InputBatch, ReportAnswer> {
  let messages: string[] = [];
  const setups = new Setups(settings.setup, settings.workingFolder, nodeFiles, (line) => messages.push(line));
  return async (job, atRecord) => {
    const { auditor } = await setups.of(job.path);
    const by = rewarding(readByOf(job, auditor), settings.preset);
    const foreign = isForeign(job);
    const samples: ReportedSample[] = [];
    const unreadable: Unreadable[] = [];
    for (const one of recordsOf(job, nodeUtf8, atRecord)) {
      const results = auditBatchRecord(job.file, one, by, settings.asked, foreign);
      for (const result of results) {
        if (result.kind === "unreadable") {
          const { file, record: number, line, error } = result;
          unreadable.push({ file, record: number, line, ...error });
        } else if (result.row !== undefined) {
          samples.push({ row: result.row, hasWords: result.hasWords ?? [], texts: result.texts });
        }
      }
    }
    const said = messages;
    messages = [];
    return { samples, unreadable, messages: said };
  };
}

/** A file's samples under another reward than its profile's. Samples that name their own profile keep its reward. */
function rewarding(by: ReadBy, preset: string | undefined): ReadBy {
  const reward = preset === undefined ? undefined : presetDefinition(preset);
  return reward === undefined ? by : { ...by, profile: { ...(by.profile ?? neutralProfile()), reward } };
}

import type { AuditedFile, AuditedRecord, AuditedSample } from "../../core/audit/auditedFile";
import { samplePlaceAt } from "../../core/ide/place";
import { nameOf, unitOf } from "../../core/ide/recordUnits";
import { BadAddress, readAddress, type Endpoint } from "../../core/judge/endpoint/endpoint";
import { plan, type JudgeOptions, type Plan } from "../../core/judge/flow/plan";
import { promptOfEntry } from "../../core/judge/flow/promptOf";
import type { Hash } from "../../core/host/hash";
import type { JudgeWhat } from "../../protocol/judging";
import type { OpenDocument } from "../openDocument";
import { Refused } from "../runSafe";
import { judgedFile } from "./judgedFile";

/** A sample that was asked for, and its name. */
export interface AskedSample {
  readonly record: AuditedRecord;
  readonly sample: AuditedSample;
  readonly name: string;
}

/** The samples that a request means, in the document's order. */
export function samplesMeant(
  document: OpenDocument,
  file: AuditedFile,
  { at, range }: Pick<JudgeWhat, "at" | "range">,
): readonly AskedSample[] {
  if (file.isForeign) return [];
  const named = (record: AuditedRecord, sample: AuditedSample): AskedSample => ({
    record,
    sample,
    name: nameOf(file, unitOf(file, record, sample.sample)),
  });
  if (at !== undefined) {
    const place = samplePlaceAt(file, document.offsetAt(at));
    return place === undefined ? [] : [named(place.record, place.sample)];
  }
  const [start, end] =
    range === undefined ? [0, Infinity] : [document.offsetAt(range.start), document.offsetAt(range.end)];
  return file.records
    .filter(({ span }) => span.start <= end && span.end >= start)
    .flatMap((record) => record.samples.map((sample) => named(record, sample)));
}

/** What is needed to plan samples: the same for a whole run. */
export interface Planning {
  readonly endpoint: Endpoint;
  readonly options: JudgeOptions;
  readonly plan: (asked: AskedSample) => Plan | { readonly problem: string };
}

/** @throws Refused */
export function planningOf({ uri, endpoint: { address, model }, options }: JudgeWhat, hash: Hash): Planning {
  const file = judgedFile(uri);
  const endpoint: Endpoint = { address: addressOf(address), model, key: undefined };
  const judgeOptions: JudgeOptions = {
    prompt: promptNamed(options.prompt),
    bothOrders: options.bothOrders,
    votes: 1,
    temperature: 0,
    maxTokens: options.maxTokens,
    seed: 0,
    confidence: "votes",
  };
  return {
    endpoint,
    options: judgeOptions,
    plan: ({ sample }) => plan(sample.sample, [endpoint], judgeOptions, hash, file),
  };
}

/** @throws Refused */
export function addressOf(written: string): Endpoint["address"] {
  try {
    return readAddress(written);
  } catch (error) {
    if (error instanceof BadAddress) throw new Refused(error.message);
    throw error;
  }
}

function promptNamed(id: string | undefined): JudgeOptions["prompt"] {
  if (id === undefined) return undefined;
  const prompt = promptOfEntry(id);
  if (prompt === undefined) throw new Refused(`There is no prompt ${JSON.stringify(id)}.`);
  return prompt;
}

import type { Filter } from "../../core/filters/filter";
import { passes } from "../../core/filters/filter";
import { isObject, parseJson, stringOf } from "../../core/judge/endpoint/json";
import type { Sample } from "../../core/model/sample";
import { whyNoTrace } from "../../core/engine/auditRecord";
import { recordTexts } from "../../core/records/stream/recordTexts";
import { fileUri } from "../../node/fileUri";
import { findInputs, type Input, whyUnreadable } from "../../node/inputs";
import { nodeUtf8 } from "../../node/utf8";
import { InputFailure } from "../failure";
import { openInput } from "../input/openInput";
import { Telling } from "../input/telling";
import type { World } from "../world";
import { asFiltered } from "./filteredSample";

/** A sample with its place among the inputs. */
export interface PlacedSample {
  readonly file: string;
  /** The file's URI; undefined for standard input. */
  readonly uri: string | undefined;
  readonly record: number;
  readonly sample: Sample;
  /** The benchmark subset that the record names. */
  readonly subset: () => string | undefined;
}

/** A record that gives no sample. */
export interface UnreadRecord {
  readonly file: string;
  readonly record: number;
  /** From 0. */
  readonly line: number;
  readonly error: { readonly code: string; readonly message: string };
}

export interface SampleSource {
  readonly args: readonly string[];
  readonly recordFormat: string | undefined;
  readonly only: Filter | undefined;
  readonly limit: number | undefined;
}

/**
 * The samples of the inputs, one after the other, read on demand.
 *
 * @param onFailure is called with inputs that cannot be read; the others are read
 */
export async function* readSamples(
  { args, recordFormat, only, limit }: SampleSource,
  world: World,
  onFailure: (message: string) => Promise<void>,
): AsyncGenerator<PlacedSample | UnreadRecord> {
  let left = limit ?? Infinity;
  const telling = new Telling(world);
  for await (const input of findInputs(args, world.folder)) {
    if (left <= 0) return;
    if ("problem" in input) await onFailure(`${input.name}: cannot be read: ${input.problem}.`);
    else if ("passedOver" in input) await telling.say(`${input.name}: passed over: ${input.passedOver}.`);
    else {
      try {
        for await (const found of samplesOf(input, recordFormat, world, telling)) {
          if ("sample" in found && only !== undefined && !passes(only, asFiltered(found.sample, found.file))) continue;
          if ("sample" in found && left-- <= 0) return;
          yield found;
        }
      } catch (error) {
        if (!(error instanceof InputFailure)) throw error;
        await onFailure(error.message);
      }
    }
  }
}

/** The samples of one input. */
async function* samplesOf(
  input: Input,
  recordFormat: string | undefined,
  world: World,
  telling: Telling,
): AsyncGenerator<PlacedSample | UnreadRecord> {
  const file = input.name;
  const uri = input.path === undefined ? undefined : fileUri(input.path);
  try {
    const opened = await openInput(input, { shown: file, recordFormat }, world, telling);
    if (opened === undefined) return;
    const { format, batches } = opened;
    for await (const batch of batches) {
      for (const record of recordTexts(batch, nodeUtf8)) {
        const { text, index, line, tooLong } = record;
        if (tooLong !== undefined) {
          const message = `This record has ${tooLong} bytes, more than is read at once, so it was passed over.`;
          yield { file, record: index, line, error: { code: "record-too-long", message } };
          continue;
        }
        const { samples, problems } = format.read(text, index, record);
        if (samples.length === 0) yield { file, record: index, line, error: whyNoTrace(problems) };
        for (const sample of samples) {
          yield { file, uri, record: sample.record, sample, subset: () => subsetOf(text) };
        }
      }
    }
  } catch (error) {
    if (error instanceof InputFailure) throw error;
    throw new InputFailure(`${file}: cannot be read: ${whyUnreadable(error)}.`);
  }
}

const subsetFields = ["subset", "domain", "category"] as const;

/** A benchmark's name for a subset of itself: the first of these fields that the record has. */
function subsetOf(text: string): string | undefined {
  const record = parseJson(text);
  if (!isObject(record)) return undefined;
  return subsetFields.map((field) => stringOf(record[field])).find((value) => value !== undefined);
}

import type { Filter } from "../../core/filters/filter";
import { passes } from "../../core/filters/filter";
import { isObject, parseJson, stringOf } from "../../core/judge/wire/json";
import type { Sample } from "../../core/model/sample";
import { findInputs } from "../../node/inputs";
import { InputFailure } from "../failure";
import { readBatches } from "../input/batches";
import { recordTexts } from "../input/recordTexts";
import type { World } from "../world";
import { asFiltered } from "./filteredSample";

/** A sample with its place among the inputs. */
export interface PlacedSample {
  readonly file: string;
  readonly record: number;
  readonly sample: Sample;
  /** The part of a benchmark that the record says it belongs to. */
  readonly subset: () => string | undefined;
}

/** A record of which no sample can be read. */
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
 * The samples of the inputs, one after the other, read as they are asked for.
 *
 * @param onFailure hears of inputs that cannot be read; the others are read
 */
export async function* readSamples(
  { args, recordFormat, only, limit }: SampleSource,
  world: World,
  onFailure: (message: string) => Promise<void>,
): AsyncGenerator<PlacedSample | UnreadRecord> {
  let left = limit ?? Infinity;
  for await (const input of findInputs(args, world.folder)) {
    if (left <= 0) return;
    if ("problem" in input) {
      await onFailure(`${input.name}: cannot be read: ${input.problem}.`);
      continue;
    }
    const file = input.name;
    try {
      let first = 0;
      const onInvalidUtf8 = (line: number): void => {
        void world.stderr.line(`${file}:${line + 1}: not UTF-8: the bytes that are not were read as U+FFFD.`);
      };
      for await (const batch of readBatches(input, recordFormat, world, onInvalidUtf8)) {
        let index = 0;
        let rows = 0;
        for (const { text, line, unfinished } of recordTexts(batch.content, batch.format.container)) {
          const { samples, problems } = batch.format.read(text, index, unfinished);
          if (samples.length === 0) {
            const [problem] = problems;
            const { code, message } = problem ?? { code: "no-trace", message: "This record holds no trace." };
            yield { file, record: first + index, line: batch.firstLine + line, error: { code, message } };
          }
          for (const sample of samples) {
            if (only !== undefined && !passes(only, asFiltered(sample, file))) continue;
            if (left-- <= 0) return;
            yield { file, record: first + sample.record, sample, subset: () => subsetOf(text) };
          }
          rows = Math.max(rows, ...samples.map(({ record }) => record + 1));
          index++;
        }
        first += Math.max(index, rows);
      }
    } catch (error) {
      if (!(error instanceof InputFailure)) throw error;
      await onFailure(error.message);
    }
  }
}

const subsetFields = ["subset", "domain", "category"] as const;

/** What benchmarks call a part of themselves: the first of these fields that the record has. */
function subsetOf(text: string): string | undefined {
  const record = parseJson(text);
  if (!isObject(record)) return undefined;
  return subsetFields.map((field) => stringOf(record[field])).find((value) => value !== undefined);
}

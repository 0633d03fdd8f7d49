import type { RecordFormat } from "../../core/model/record";
import { fileProblem } from "../../core/records/json/fileProblem";
import { jsonRecordFormat } from "../../core/records/reading/readRecord";
import { recogniseRecords } from "../../core/records/reading/recogniseRecords";
import { formatNamed, recordFormats } from "../../core/records/reading/recogniseFile";
import { traceFileFormat } from "../../core/records/traceFile/traceFileFormat";
import { InputFailure } from "../failure";
import type { Input } from "../../node/inputs";

/** The names that `--record-format` takes. */
export const recordFormatNames: readonly string[] = recordFormats.map(({ id }) => id);

/** An input that was named and has nothing in it: no records, and no fault of theirs. */
export const nothing = Symbol("nothing in it");

/**
 * The format of an input's records, by its content: a `.trace` file and text that is no JSON are traces. An empty
 * `.trace` file is a trace without a word; any other empty input holds none.
 *
 * @param head the beginning of the text.
 * @param asked `--record-format`.
 * @returns undefined for a file that was found in a folder and holds no records that we know.
 * @throws InputFailure for a file that was named and holds none.
 */
export function recognise(
  input: Input,
  head: string,
  asked: string | undefined,
): RecordFormat | typeof nothing | undefined {
  const format = asked === undefined ? undefined : formatNamed(asked, head);
  if (format === undefined && input.name.endsWith(".trace")) return traceFileFormat;
  if (format !== traceFileFormat && head.trim() === "") return input.named ? nothing : undefined;
  if (format !== undefined) return format;

  const found = recogniseRecords(head, false);
  if (found !== undefined) return jsonRecordFormat(found.format, found.container);
  if (!input.named) return undefined;
  const looksLikeJson = /\.(?:jsonl|ndjson|json)$/i.test(input.name) || /^\s*[{[]/.test(head);
  const problem = fileProblem(head);
  if (problem?.severity === "error") throw new InputFailure(`${input.name}: ${problem.message}`);
  if (!looksLikeJson) return traceFileFormat;
  throw new InputFailure(
    `${input.name}: holds no records that are known here. If it is one of ${recordFormatNames.join(", ")}, say so with --record-format.`,
  );
}

import type { RecordFormat } from "../../model/record";
import { jsonFormat } from "../formats";
import { saysJson } from "../fileEndings";
import { fileProblem } from "../json/fileProblem";
import { traceFileFormat } from "../traceFile/traceFileFormat";
import { jsonRecordFormat } from "./readRecord";
import { whyNotRecognised } from "./notRecognised";
import { formatNamed, recordFormats, type RecognisedFile } from "./recogniseFile";
import { recogniseLines, recogniseRecords } from "./recogniseRecords";

/** A file or a stream whose records are to be recognised from its beginning. */
export interface InputHead {
  /** Its name without the ending of a packed file. */
  readonly name: string;
  /** Whether it was named, not found in a folder. If so, text of any kind is a trace. */
  readonly named: boolean;
  /** The beginning of its text. */
  readonly text: string;
  /** The format that the user names. */
  readonly asked?: string | undefined;
  /** The user says that each line is a record. */
  readonly lines?: boolean | undefined;
}

/** Why nothing is read. It is an error if the file was named; in a folder the file is skipped. */
export interface NotRecognised {
  readonly why: string;
  readonly code: "empty" | "unknown" | "lfs-pointer" | "record-too-long";
}

/** The names of the formats, for messages and for `--record-format`. */
export const recordFormatNames: readonly string[] = recordFormats.map(({ id }) => id);

/**
 * The format of an input's records, by its content: a `.trace` file and text that is no JSON are traces. An empty
 * `.trace` file is a trace without text; any other empty input holds no records.
 */
export function recogniseInput({ name, named, text, asked, lines }: InputHead): RecognisedFile | NotRecognised {
  const said = asked === undefined ? undefined : formatSaid(asked, text, lines === true);
  if (said === undefined && name.endsWith(".trace")) return { format: traceFileFormat, reason: "its name says so" };
  // If the lines are said to be records, the beginning may be blank so far.
  const mayBeBlank = said === traceFileFormat || (said !== undefined && lines === true);
  if (!mayBeBlank && text.trim() === "") return { code: "empty", why: "nothing to read: it is empty" };
  const problem = said === traceFileFormat ? undefined : fileProblem(text);
  if (problem?.severity === "error") return { code: "lfs-pointer", why: problem.message };
  if (said !== undefined) return { format: said, reason: "--record-format says so" };
  const found = lines === true ? recogniseLines(text) : recogniseRecords(text, false);
  if (found !== undefined) return { format: jsonRecordFormat(found.format, found.container), reason: found.reason };
  const looksLikeJson = lines === true || saysJson.test(name) || /^\s*[{[]/.test(text);
  if (named && !looksLikeJson) return { format: traceFileFormat, reason: "it is plain text" };
  return {
    code: "unknown",
    why: `holds no records that are known here.${because(text)} If you know their format, name it with --record-format: docs/guides/records.md lists them.`,
  };
}

function because(text: string): string {
  const why = whyNotRecognised(text);
  return why === undefined ? "" : ` ${why}`;
}

function formatSaid(id: string, text: string, lines: boolean): RecordFormat | undefined {
  const json = lines ? jsonFormat(id) : undefined;
  return json === undefined ? formatNamed(id, text) : jsonRecordFormat(json, "jsonl");
}

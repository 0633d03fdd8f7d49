import type { RecordContainer, RecordFormat } from "../../model/record";
import { fileProblem } from "../json/fileProblem";
import { jsonFormat, jsonFormats } from "../formats";
import { jsonRecordFormat } from "./readRecord";
import { containerOf, recogniseRecords } from "./recogniseRecords";
import { traceFileFormat } from "../traceFile/traceFileFormat";

/** What a file's records are, and why. */
export interface RecognisedFile {
  readonly format: RecordFormat;
  /** In words: "its first 20 records have …". */
  readonly reason: string;
}

/** A format that a setting names for a file, and which setting. */
export interface AskedFormat {
  /** The id of one of {@link recordFormats}, or {@link leftAlone}. */
  readonly id: string;
  readonly reason: string;
}

/** The format name that says that a file holds no records, whatever they look like. */
export const leftAlone = "none";

/** How much of a file is looked at, in UTF-16 units. */
const beginning = 1_000_000;

/** The formats that a file can be read as, with their titles. */
export const recordFormats: readonly { readonly id: string; readonly title: string; readonly fields: string }[] = [
  { id: traceFileFormat.id, title: traceFileFormat.title, fields: "plain text with headers such as `@completion`" },
  ...jsonFormats,
];

const formatsByName = new Map<string, RecordFormat>();

/**
 * The format with that id in that container, always the same object. Throws for an unknown id.
 *
 * @param step the one that the file's name gives
 */
export function formatOf(id: string, container: RecordContainer, step?: number): RecordFormat {
  if (container === "trace") return traceFileFormat;
  const key = `${container} ${id} ${step ?? ""}`;
  let format = formatsByName.get(key);
  if (format === undefined) {
    const known = jsonFormat(id);
    if (known === undefined) throw new Error(`no record format is named ${id}`);
    formatsByName.set(key, (format = jsonRecordFormat(known, container, step)));
  }
  return format;
}

/**
 * The format for a file of that name: with the training step that the name gives, if the format's writer gives it there.
 *
 * @param name may be a path or a URI
 */
export function forFileNamed(format: RecordFormat, name: string): RecordFormat {
  const found = jsonFormat(format.id)?.stepInName?.exec(name.split(/[/\\]/).at(-1) ?? "");
  return found?.[1] === undefined ? format : formatOf(format.id, format.container, Number(found[1]));
}

/** The one of {@link recordFormats} with that id, for a file with this beginning; undefined if there is none. */
export function formatNamed(id: string, head: string): RecordFormat | undefined {
  if (id === traceFileFormat.id) return traceFileFormat;
  const format = jsonFormat(id);
  return format && jsonRecordFormat(format, containerOf(head, format));
}

/**
 * The records that a JSON file holds, by its content or as asked; undefined if it holds no known ones.
 *
 * @param text the file's text, or its beginning
 * @param isWhole false if the file goes on beyond `text`
 */
export function recogniseFile(text: string, asked?: AskedFormat, isWhole = true): RecognisedFile | undefined {
  const head = text.slice(0, beginning);
  if (asked !== undefined) {
    const { id, reason } = asked;
    if (id === leftAlone) return undefined;
    const format = formatNamed(id, head);
    if (format !== undefined) return { format, reason };
  }
  const found = recogniseRecords(head, isWhole && head.length === text.length);
  if (found !== undefined) {
    return { format: jsonRecordFormat(found.format, found.container), reason: found.reason };
  }
  return fileProblem(head)?.code === "lfs-pointer"
    ? { format: lfsPointer, reason: "its first line says so" }
    : undefined;
}

/** A pointer holds no records. The problem is reported for the file as a whole. */
const lfsPointer: RecordFormat = {
  id: "lfs-pointer",
  title: "Git LFS pointer",
  container: "jsonl",
  read: () => ({ samples: [], problems: [] }),
};

/** A file without known records. */
export const unknownFormat: RecordFormat = {
  id: leftAlone,
  title: "no records",
  container: "object",
  read: () => ({ samples: [], problems: [] }),
};

import type { DiskFile, FileMark } from "../host/disk";
import { sameMark } from "../host/disk";
import { sameBytes } from "../text/utf8";

/**
 * How a file changed since it was read: `grew` if bytes were added at its end, `cut` if it is shorter, `replaced` if
 * another file has its name or it was rewritten.
 */
export type FileChange = "same" | "grew" | "cut" | "replaced";

/** Bytes of a file's beginning and end that distinguish a file that grew from one that was rewritten: they are held. */
const probeLength = 16 << 10;

/** The state of a file when it was read. */
export interface FileProbe {
  readonly mark: FileMark;
  readonly head: Uint8Array;
  readonly tail: Uint8Array;
}

export async function probeOf(file: DiskFile): Promise<FileProbe> {
  const { mark, size } = file;
  const length = Math.min(size, probeLength);
  return { mark, head: await file.read(0, length), tail: await file.read(size - length, length) };
}

/**
 * Compares a file with its earlier state. A file has grown if it is longer and its old part begins and ends with the
 * same 16 KiB as before; a change between them, made in place while it grew, is not noticed.
 */
export async function changeOf({ mark, head, tail }: FileProbe, file: DiskFile): Promise<FileChange> {
  const now = file.mark;
  if (sameMark(now, mark)) return "same";
  if (now.identity !== mark.identity) return "replaced";
  if (now.size < mark.size) return "cut";
  if (now.size === mark.size) return "replaced";
  const isSame =
    sameBytes(await file.read(0, head.length), head) &&
    sameBytes(await file.read(mark.size - tail.length, tail.length), tail);
  return isSame ? "grew" : "replaced";
}

/**
 * A file's change, in a sentence for people; empty if there is none.
 *
 * @param added how many more records it has than before
 */
export function changeInWords(change: FileChange, added: number): string {
  switch (change) {
    case "same":
      return "";
    case "grew":
      return `The file grew by ${added.toLocaleString("en")} ${added === 1 ? "record" : "records"}.`;
    case "cut":
      return "The file was cut short, and was read again.";
    case "replaced":
      return "The file was replaced, and was read again.";
  }
}

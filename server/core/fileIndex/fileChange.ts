import type { DiskFile, FileMark } from "../host/disk";
import { sameMark } from "../host/disk";
import { sameBytes } from "../text/utf8";

/**
 * What became of a file since it was read: `grew` where bytes came to its end, `cut` where it is shorter, `replaced` where
 * another file has its name or it was written anew.
 */
export type FileChange = "same" | "grew" | "cut" | "replaced";

/** Bytes of a file's beginning and end by which one that grew is told from one that was written anew. */
const probeLength = 64 << 10;

/** What a file was when it was read. */
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
 * Compares a file with what it was. One that is longer and begins and ends its old part with the same 64 KiB as before has
 * grown; that somebody changed it between them, in place and while it grew, is not seen.
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
 * What became of a file, in a sentence for people; empty where nothing did.
 *
 * @param added how many records it has more than before
 */
export function changeInWords(change: FileChange, added: number): string {
  switch (change) {
    case "same":
      return "";
    case "grew":
      return `The file grew by ${added.toLocaleString("en")} ${added === 1 ? "record" : "records"}.`;
    case "cut":
      return "The file was cut short, and was read anew.";
    case "replaced":
      return "The file was replaced, and was read anew.";
  }
}

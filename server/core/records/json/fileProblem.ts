import type { RecordProblem } from "../../model/record";

/** The first line of a Git LFS pointer, which a checkout has in place of a large file that was not fetched. */
const lfsPointer = "version https://git-lfs.github.com/spec/";

/** Why a whole file has no records: it is a Git LFS pointer, or it is empty. Spans are in the file. */
export function fileProblem(text: string): RecordProblem | undefined {
  if (text.startsWith(lfsPointer)) {
    const size = /^size (\d+)$/m.exec(text.slice(0, 1000))?.[1];
    return {
      code: "lfs-pointer",
      severity: "error",
      message: `This is a Git LFS pointer, not the data${size === undefined ? "" : ` (${size} bytes)`}: the records are not on this machine. Run "git lfs pull" to fetch them.`,
      span: { start: 0, end: text.length },
    };
  }
  if (text.length <= 1_000_000 && text.replace("\ufeff", "").trim() === "") {
    return {
      code: "empty-file",
      severity: "information",
      message: "This file holds no records: it is empty.",
      span: { start: 0, end: text.length },
    };
  }
  return undefined;
}

/** A kind of file that may hold traces, by the end of its name. */
export interface FileEnding {
  /** Without the dot, in lower case. */
  readonly ending: string;
  /** The language that an editor shows it in; undefined if it is no text, or no language of ours. */
  readonly language?: "trace" | "jsonl" | "json";
  /** Whether it is JSON or JSON lines. */
  readonly json?: true;
  /** Whether it may be packed, with one of {@link packedEndings} added. */
  readonly packed?: true;
}

/** All endings that are looked into when a folder is read. The languages in package.json follow from this list. */
export const fileEndings: readonly FileEnding[] = [
  { ending: "trace", language: "trace", packed: true },
  { ending: "jsonl", language: "jsonl", json: true, packed: true },
  { ending: "ndjson", language: "jsonl", json: true, packed: true },
  { ending: "json", language: "json", json: true, packed: true },
  { ending: "traj" },
  { ending: "parquet" },
  { ending: "eval" },
];

/** Name endings of packed files. */
export const packedEndings: readonly string[] = ["gz", "zst"];

/** Matches the names of files that are looked into when a folder is read. */
export const mayHoldTraces = new RegExp(
  String.raw`\.(?:${alternatives(({ packed }) => packed === true)}(?:\.(?:${packedEndings.join("|")}))?|${alternatives(({ packed }) => packed !== true)})$`,
  "i",
);

/** A file's name after unpacking. */
export function withoutPackedEnding(name: string): string {
  return name.replace(packedEnding, "");
}

const packedEnding = new RegExp(String.raw`\.(?:${packedEndings.join("|")})$`, "i");

/** Matches names that say that a file is JSON. */
export const saysJson = new RegExp(String.raw`\.${alternatives(({ json }) => json === true)}$`, "i");

function alternatives(isMeant: (ending: FileEnding) => boolean): string {
  return `(?:${fileEndings
    .filter(isMeant)
    .map(({ ending }) => ending)
    .join("|")})`;
}

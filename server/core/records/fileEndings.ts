/** A kind of file that may hold traces, by how its name ends. */
export interface FileEnding {
  /** Without the dot, in lower case. */
  readonly ending: string;
  /** The language that an editor shows it in; undefined if it is no text, or none of ours. */
  readonly language?: "trace" | "jsonl" | "json";
  /** Is it JSON, or JSON lines? */
  readonly json?: true;
  /** May it be packed, with one of {@link packedEndings} behind it? */
  readonly packed?: true;
}

/** All that are looked into when a folder is read; package.json's languages follow from it. */
export const fileEndings: readonly FileEnding[] = [
  { ending: "trace", language: "trace", packed: true },
  { ending: "jsonl", language: "jsonl", json: true, packed: true },
  { ending: "ndjson", language: "jsonl", json: true, packed: true },
  { ending: "json", language: "json", json: true, packed: true },
  { ending: "traj" },
  { ending: "parquet" },
  { ending: "eval" },
];

/** How names of packed files end. */
export const packedEndings: readonly string[] = ["gz", "zst"];

/** Files of these names are looked into when a folder is read. */
export const mayHoldTraces = new RegExp(
  String.raw`\.(?:${alternatives(({ packed }) => packed === true)}(?:\.(?:${packedEndings.join("|")}))?|${alternatives(({ packed }) => packed !== true)})$`,
  "i",
);

/** A file's name as it is when unpacked. */
export function withoutPackedEnding(name: string): string {
  return name.replace(packedEnding, "");
}

const packedEnding = new RegExp(String.raw`\.(?:${packedEndings.join("|")})$`, "i");

/** Names that say that a file is JSON. */
export const saysJson = new RegExp(String.raw`\.${alternatives(({ json }) => json === true)}$`, "i");

function alternatives(isMeant: (ending: FileEnding) => boolean): string {
  return `(?:${fileEndings
    .filter(isMeant)
    .map(({ ending }) => ending)
    .join("|")})`;
}

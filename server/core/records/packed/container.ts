/** The place of a record in a file that is no text. */
export interface ContainerPlace {
  /** The record's number in the file, from 0. */
  readonly row: number;
  /** For Parquet: the row group, from 0. */
  readonly rowGroup?: number;
  /** For an archive: the file in it. */
  readonly entry?: string;
}

/** A record of a file that is no text, as JSON on one line. */
export interface ContainerRecord {
  readonly text: string;
  readonly place: ContainerPlace;
}

/** A file that is no text, and its records. */
export interface Container {
  /** In words: "Parquet table". */
  readonly title: string;
  /** Remarks about the file as a whole. */
  readonly notes: readonly string[];
  /** The names of its columns, if it has any. */
  readonly columns: readonly string[];
  /** Read on demand. A part that cannot be read is reported, and the others are still read. */
  readonly records: AsyncIterable<ContainerRecord>;
}

/** Why a file that is no text cannot be read: what it is, and what to do, in words; without the file's name. */
export class ContainerFailure extends Error {
  override readonly name = "ContainerFailure";
}

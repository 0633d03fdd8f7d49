/** Where a record stands in a file that is no text. */
export interface ContainerPlace {
  /** The record's number in the file, from 0. */
  readonly row: number;
  /** Of Parquet: the row group, from 0. */
  readonly rowGroup?: number;
  /** Of an archive: the file in it. */
  readonly entry?: string;
}

/** A record of a file that is no text, as JSON on one line. */
export interface ContainerRecord {
  readonly text: string;
  readonly place: ContainerPlace;
}

/** A file that is no text, and its records. */
export interface Container {
  /** For people: "Parquet table". */
  readonly title: string;
  /** What there is to say of the file as a whole. */
  readonly notes: readonly string[];
  /** The names of its columns, where it has some. */
  readonly columns: readonly string[];
  /** Read as they are asked for; a part that cannot be read is told, and the others are read. */
  readonly records: AsyncIterable<ContainerRecord>;
}

/** Why a file that is no text cannot be read: what it is, and what to do. For people; without the file's name. */
export class ContainerFailure extends Error {
  override readonly name = "ContainerFailure";
}

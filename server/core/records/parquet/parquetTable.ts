import { parquetMetadataAsync, parquetReadObjects, parquetSchema } from "hyparquet/src/index.js";
import type { AsyncBuffer, Compressors, FileMetaData, RowGroup, SchemaElement } from "hyparquet/src/index.js";
import { compressors as decoders } from "hyparquet-compressors";
import type { ByteSource } from "../../host/byteSource";
import { TooMuchData } from "../../host/inflate";
import { unzstd } from "../zip/zstd";

/** The most unpacked bytes of a row group, which is held as a whole. A larger one is reported and skipped. */
export const maxBytesOfRowGroup = 512 * 1024 * 1024;
/** The most values of a row group: each is a JavaScript value. */
const maxValuesOfRowGroup = 100_000_000;

export type Row = Readonly<Record<string, unknown>>;

/** Why a row group is not read, in words. */
export class RowGroupFailure extends Error {
  override readonly name = "RowGroupFailure";
}

/** A Parquet file: its columns and row groups. Each row group is read in ranges on demand. */
export class ParquetTable {
  private constructor(
    private readonly file: AsyncBuffer,
    private readonly metadata: FileMetaData,
  ) {}

  /** @throws Error if the footer cannot be read */
  static async open(source: ByteSource, signal?: AbortSignal): Promise<ParquetTable> {
    const file = bufferOf(source, signal);
    return new ParquetTable(file, await parquetMetadataAsync(file, { geoparquet: false }));
  }

  get rowGroups(): readonly RowGroup[] {
    return this.metadata.row_groups;
  }

  get columns(): readonly string[] {
    return this.topLevel.map(({ element }) => element.name);
  }

  /** Columns of numbers, one value per row. They give a run's numbers at a fraction of the cost of whole rows. */
  get numberColumns(): readonly string[] {
    return this.topLevel.flatMap(({ element, children }) =>
      children.length === 0 && isNumber(element) && element.repetition_type !== "REPEATED" ? [element.name] : [],
    );
  }

  /** Columns of floats: these hold what reward functions give, while integers are counts. */
  get floatColumns(): ReadonlySet<string> {
    return new Set(
      this.topLevel.flatMap(({ element }) =>
        element.type === "DOUBLE" || element.type === "FLOAT" ? [element.name] : [],
      ),
    );
  }

  private get topLevel(): ReturnType<typeof parquetSchema>["children"] {
    return parquetSchema(this.metadata).children;
  }

  /**
   * The rows of a row group.
   *
   * @param columns only these; all if absent
   * @throws RowGroupFailure
   */
  async rows(group: number, columns?: readonly string[]): Promise<readonly Row[]> {
    const { row_groups: groups } = this.metadata;
    const rowGroup = groups[group];
    if (rowGroup === undefined) return [];
    const start = groups.slice(0, group).reduce((sum, { num_rows: count }) => sum + Number(count), 0);
    this.check(rowGroup, columns);
    try {
      return (await parquetReadObjects({
        file: this.file,
        metadata: this.metadata,
        compressors: boundedCompressors(maxBytesOfRowGroup),
        rowStart: start,
        rowEnd: start + Number(rowGroup.num_rows),
        ...(columns === undefined ? {} : { columns: [...columns] }),
      })) as readonly Row[];
    } catch (error) {
      throw new RowGroupFailure(error instanceof TooMuchData ? tooLarge : messageOf(error));
    }
  }

  private check(rowGroup: RowGroup, columns: readonly string[] | undefined): void {
    const wanted = rowGroup.columns.flatMap(({ meta_data: column }) => {
      const name = column?.path_in_schema[0];
      return column !== undefined && name !== undefined && columns?.includes(name) !== false ? [column] : [];
    });
    const sum = (values: readonly bigint[]): number => values.reduce((total, value) => total + Number(value), 0);
    const bytes = sum(wanted.map((column) => column.total_uncompressed_size));
    if (bytes > maxBytesOfRowGroup) throw new RowGroupFailure(tooLarge);
    const read = sum(wanted.map((column) => column.total_compressed_size));
    if (wanted.some((column) => column.total_compressed_size < 0n) || read > this.file.byteLength) {
      throw new RowGroupFailure("the footer says that it is longer than the file");
    }
    const values = sum(wanted.map((column) => column.num_values));
    if (Number(rowGroup.num_rows) < 0 || Math.max(values, Number(rowGroup.num_rows)) > maxValuesOfRowGroup) {
      throw new RowGroupFailure(`it has more than ${maxValuesOfRowGroup} values`);
    }
  }
}

const tooLarge = `it comes to more than ${maxBytesOfRowGroup / 1024 / 1024} MiB unpacked, which is not held in memory. Write the table with smaller row groups (row_group_size)`;

function isNumber({ type }: SchemaElement): boolean {
  return type === "DOUBLE" || type === "FLOAT" || type === "INT32" || type === "INT64";
}

function bufferOf(source: ByteSource, signal: AbortSignal | undefined): AsyncBuffer {
  return {
    byteLength: source.size,
    slice: async (start, end = source.size) => {
      const from = Math.min(Math.max(0, start), source.size);
      const to = Math.min(Math.max(from, end), source.size);
      const bytes = await source.read(from, to - from, signal);
      if (bytes.byteOffset === 0 && bytes.byteLength === bytes.buffer.byteLength) return bytes.buffer as ArrayBuffer;
      // A copy: the source's bytes may lie in memory that others use.
      return new Uint8Array(bytes).buffer;
    },
  };
}

/** Codecs that together produce at most `maxBytes`, whatever a page says about its size. */
function boundedCompressors(maxBytes: number): Compressors {
  let left = maxBytes;
  const bounded =
    (decode: (input: Uint8Array, length: number) => Uint8Array) => (input: Uint8Array, length: number) => {
      left -= length;
      if (!(length >= 0) || left < 0) throw new TooMuchData();
      return decode(input, length);
    };
  const all: Compressors = {};
  for (const [codec, decode] of Object.entries(decoders) as [
    keyof Compressors,
    (input: Uint8Array, length: number) => Uint8Array,
  ][]) {
    all[codec] = bounded(decode);
  }
  all.ZSTD = bounded((input, length) => unzstd(input, length));
  return all;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

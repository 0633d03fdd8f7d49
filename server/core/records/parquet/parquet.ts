import type { ByteSource } from "../../host/byteSource";
import { ContainerFailure, type Container, type ContainerRecord } from "../packed/container";
import { ParquetTable, RowGroupFailure } from "./parquetTable";
import { rowText } from "./rowText";

/**
 * Opens a Parquet table: reads its footer now, and its row groups when their rows are requested.
 *
 * @param tell takes a message about a row group that cannot be read; the others are still read
 * @throws ContainerFailure if the footer cannot be read
 */
export async function openParquet(
  source: ByteSource,
  tell: (message: string) => void,
  signal?: AbortSignal,
): Promise<Container> {
  let table: ParquetTable;
  try {
    table = await ParquetTable.open(source, signal);
  } catch (error) {
    signal?.throwIfAborted();
    throw new ContainerFailure(
      `it is Parquet whose footer cannot be read (${error instanceof Error ? error.message : String(error)}): the file was cut off, or is still being written`,
    );
  }
  return {
    title: "Parquet table",
    notes: table.rowGroups.length === 0 ? ["This table has no rows."] : [],
    columns: table.columns,
    records: rowsOf(table, tell, signal),
  };
}

async function* rowsOf(
  table: ParquetTable,
  tell: (message: string) => void,
  signal: AbortSignal | undefined,
): AsyncGenerator<ContainerRecord> {
  const floats = table.floatColumns;
  let row = 0;
  for (const [rowGroup, { num_rows: count }] of table.rowGroups.entries()) {
    signal?.throwIfAborted();
    try {
      for (const each of await table.rows(rowGroup)) {
        yield { text: rowText(each, floats), place: { row: row++, rowGroup } };
      }
    } catch (error) {
      if (!(error instanceof RowGroupFailure)) throw error;
      signal?.throwIfAborted();
      tell(`Row group ${rowGroup} (${count} rows) is not read: ${error.message}.`);
      row += Number(count);
    }
  }
}

import type { JsonNode } from "../json/jsonNode";
import { readJson } from "../json/readJson";
import type { RecordFormat } from "../model/record";
import { parseJson } from "../records/json/jsonField";
import { splitJson } from "../records/json/splitJson";
import { withoutByteOrderMark } from "../text/byteOrderMark";
import { onOneLine } from "./onOneLine";

/**
 * The records of a JSON text as lines, with every value as written. A record is a line, an element or an object; in
 * columns, every row; in a session, every entry.
 *
 * @returns undefined if it is not JSON, so that its end is unknown
 */
export function recordLines(
  text: string,
  { container, holdsSeveral }: Pick<RecordFormat, "container" | "holdsSeveral">,
): readonly string[] | undefined {
  const whole = withoutByteOrderMark(text);
  // An evaluation's log has data that applies to all its samples, so it stays one record.
  switch (container === "columns" && holdsSeveral === true ? "object" : container) {
    case "trace":
      return undefined;
    case "jsonl":
      return parseJson(whole) === undefined ? undefined : [whole];
    case "array":
    case "object":
      return readJson(whole).ok ? [onOneLine(whole)] : undefined;
    case "objects":
    case "session": {
      const isArray = whole.trimStart().startsWith("[");
      const { slices, problems } = splitJson(whole, isArray ? "array" : "objects");
      return problems.length > 0 ? undefined : slices.map(({ span }) => onOneLine(whole.slice(span.start, span.end)));
    }
    case "columns":
    case "column-lines":
      return rowsOf(whole);
  }
}

function rowsOf(text: string): readonly string[] | undefined {
  const read = readJson(text);
  if (!read.ok || read.node.type !== "object") return undefined;
  const { members } = read.node;
  const written = ({ span }: JsonNode): string => onOneLine(text.slice(span.start, span.end));
  const line = (names: readonly string[], values: readonly string[]): string =>
    `{${names.map((name, i) => `${name}: ${values[i] ?? "null"}`).join(", ")}}`;
  const table = members.find(({ key }) => key.value === "columns")?.value;
  const rows = members.find(({ key, value }) => ["data", "rows"].includes(key.value) && value.type === "array")?.value;
  if (table?.type === "array" && rows?.type === "array" && rows.items.every(({ type }) => type === "array")) {
    const names = table.items.map(written);
    return rows.items.map((row) => line(names, row.type === "array" ? row.items.map(written) : []));
  }
  const names = members.map(({ key }) => JSON.stringify(key.value));
  const columns = members.map(({ value }) => value);
  const count = columns.find((column) => column.type === "array")?.items.length ?? 0;
  return Array.from({ length: count }, (_, row) =>
    line(
      names,
      columns.map((column) => {
        const cell = column.type === "array" ? column.items[row] : column;
        return cell === undefined ? "null" : written(cell);
      }),
    ),
  );
}

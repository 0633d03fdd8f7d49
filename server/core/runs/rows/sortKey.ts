import { isNumberField, type NumberField } from "../../filters/fields";
import { severities } from "../../model/finding";
import type { RowContext } from "./rowTest";
import type { Names } from "../table/columns";
import type { RunTable } from "../table/runTable";
import { numberOf } from "./rowFields";
import { ranksOf } from "./sortRows";

/**
 * The columns by which a table can be sorted: fields that are numbers, those that are names, and columns that only
 * tables have.
 */
export const namedColumns = [
  "file",
  "id",
  "group",
  "model",
  "category",
  "profile",
  "dialect",
  "question",
  "firstCall",
  "endedBy",
  "verdict",
  "gold",
  "taskType",
] as const;
export const otherColumns = ["row", "findings", "toolErrors", "repetition", "right", "quotes"] as const;

export type SortColumn = NumberField | (typeof namedColumns)[number] | (typeof otherColumns)[number];

/** A number for each row by which to sort a column; NaN if the row has no value in it. */
export function sortKey(
  table: RunTable,
  context: Pick<RowContext, "isRight">,
  column: SortColumn,
): (row: number) => number {
  switch (column) {
    case "row":
      return (row) => row;
    case "findings":
      return (row) => weightOf(table, row);
    case "toolErrors":
      return (row) => table.toolErrors.get(row) ?? Number.NaN;
    case "repetition":
      return (row) => table.repetition.get(row) || 0;
    case "right":
      return (row) => Number(context.isRight(row) ?? Number.NaN);
    case "quotes":
      return (row) => worseQuotes(table, row);
    case "verdict": {
      const { labels } = table.judge;
      const ranks = ranksOf(labels.names);
      return (row) => ranks[labels.known(table.judge.decisive(row) ?? "") ?? labels.names.length] ?? Number.NaN;
    }
    case "gold":
      return ranked(table.judge.gold);
    case "taskType":
      return ranked(table.judge.taskType);
    case "id": {
      const ranks = idRanks(table);
      return (row) => (table.id.get(row) === undefined ? Number.NaN : (ranks[row] as number));
    }
    default:
      return isNumberField(column) ? numberOf(table, column) : ranked(table[column]);
  }
}

/** Every row has its own id: their order is computed once, as long as no row is added. */
const knownRanks = new WeakMap<RunTable, Float64Array>();

function idRanks(table: RunTable): Float64Array {
  let ranks = knownRanks.get(table);
  if (ranks?.length !== table.length) {
    ranks = ranksOf(Array.from({ length: table.length }, (_, row) => table.id.get(row) ?? ""));
    knownRanks.set(table, ranks);
  }
  return ranks;
}

function ranked({ codes, dictionary }: Names): (row: number) => number {
  const ranks = ranksOf(dictionary.names);
  return (row) => {
    const code = codes.get(row);
    return code === undefined ? Number.NaN : (ranks[code] as number);
  };
}

/** By severity first, then by the cost of the findings. NaN without findings. */
function weightOf({ findings, severity, cost }: RunTable, row: number): number {
  let weight = Number.NaN;
  for (let entry = findings.start(row); entry < findings.end(row); entry++) {
    const grade = severities.length - 1 - (severity.get(entry) ?? 0);
    weight = (Number.isNaN(weight) ? 0 : weight) + 1000 ** grade + (cost.get(entry) || 0);
  }
  return weight;
}

/** Number of quotes that are not as written. NaN if there is no quote. */
function worseQuotes(table: RunTable, row: number): number {
  if (!table.judge.has(row)) return Number.NaN;
  const { exact, normalised, altered, other, invented } = table.judge.quotesOf(row);
  return exact + normalised + altered + other + invented === 0 ? Number.NaN : altered + other + invented;
}

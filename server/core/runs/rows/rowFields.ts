import type { NameField, NumberField } from "../../filters/fields";
import { severities } from "../../model/finding";
import type { RowQuotes } from "../../model/sampleRow";
import type { Names } from "../table/columns";
import type { RunTable } from "../table/runTable";

/** The field of that name as a number for each row: NaN if it has none. */
export function numberOf(table: RunTable, field: NumberField): (row: number) => number {
  switch (field) {
    case "reward":
      return (row) => table.reward(row);
    case "recorded":
      return (row) => {
        const recorded = table.recorded.get(row);
        return Number.isNaN(recorded) ? table.judge.result.get(row) : recorded;
      };
    case "advantage":
      return (row) => table.advantage.get(row);
    case "lost":
      return (row) => table.lost(row);
    case "step":
      return (row) => table.step.get(row);
    case "calls":
      return (row) => table.calls.get(row) ?? Number.NaN;
    case "turns":
      return (row) => table.turns.get(row) ?? Number.NaN;
    case "length":
      return (row) => table.size.get(row) ?? Number.NaN;
    default:
      return componentOf(table, field.slice("component.".length));
  }
}

/** A part of the computed reward by its id, else a recorded one by its name. */
function componentOf(table: RunTable, name: string): (row: number) => number {
  const part = table.parts.value(name);
  return part === undefined ? (row) => table.components.value(name, row) : (row) => part.get(row);
}

/** The names that a row has for a field, by their codes in a dictionary. */
export interface NamesOfRows {
  /** All names; a code is an index into it. */
  readonly names: readonly string[];
  /** Has the row a name whose code passes? Asks only for the codes of names that it has. */
  some(row: number, passes: (code: number) => boolean): boolean;
}

export function namesOf(table: RunTable, field: NameField): NamesOfRows {
  switch (field) {
    case "rule":
      return ofList(table.rule, table.findings);
    case "tool":
      return ofList(table.tool, table.toolLists);
    case "severity":
      return {
        names: severities,
        some: (row, passes) => someEntry(table.findings, row, (entry) => passes(table.severity.raw(entry))),
      };
    case "cause":
      return causesOf(table);
    case "quote":
      return quotesOf(table);
    case "verdict":
      return verdictsOf(table);
    case "gold":
      return ofColumn(table.judge.gold);
    case "id":
      return { names: [], some: () => false };
    case "review":
      // Reviews are not part of the run: callers that have them test them apart from the table.
      return { names: [], some: () => false };
    default:
      return ofColumn(table[field]);
  }
}

function ofColumn(column: Names): NamesOfRows {
  const { codes } = column;
  return {
    names: column.dictionary.names,
    some(row, passes) {
      const code = codes.get(row);
      return code !== undefined && passes(code);
    },
  };
}

function ofList(column: Names, lists: RunTable["findings"]): NamesOfRows {
  const { codes } = column;
  return {
    names: column.dictionary.names,
    some: (row, passes) => someEntry(lists, row, (entry) => passes(codes.raw(entry))),
  };
}

function someEntry(lists: RunTable["findings"], row: number, passes: (entry: number) => boolean): boolean {
  const end = lists.end(row);
  for (let entry = lists.start(row); entry < end; entry++) if (passes(entry)) return true;
  return false;
}

function causesOf(table: RunTable): NamesOfRows {
  const ofRule = table.rule.dictionary.names.map((rule) => table.causeOf(rule));
  const names = [...new Set(ofRule)];
  const codes = ofRule.map((cause) => names.indexOf(cause));
  const rules = table.rule.codes;
  return {
    names,
    some: (row, passes) => someEntry(table.findings, row, (entry) => passes(codes[rules.raw(entry)] ?? names.length)),
  };
}

/** `found` includes exact matches and matches after normalising. */
const quoteNames: Readonly<Record<string, readonly (keyof RowQuotes)[]>> = {
  found: ["exact", "normalised"],
  altered: ["altered"],
  other: ["other"],
  invented: ["invented"],
};

function quotesOf(table: RunTable): NamesOfRows {
  const names = Object.keys(quoteNames);
  const columns = Object.values(quoteNames).map((rungs) => rungs.flatMap((rung) => table.judge.quotes.get(rung) ?? []));
  return {
    names,
    some: (row, passes) =>
      columns.some((rungs, code) => rungs.some((rung) => (rung.get(row) ?? 0) > 0) && passes(code)),
  };
}

/** The verdict by the reading that decides the reward, else by its author's meaning. */
function verdictsOf(table: RunTable): NamesOfRows {
  const { names } = table.judge.labels;
  return {
    names,
    some(row, passes) {
      const verdict = table.judge.decisive(row);
      return typeof verdict === "string" && passes(table.judge.labels.known(verdict) ?? names.length);
    },
  };
}

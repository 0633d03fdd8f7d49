import { leavesOf, type Filter } from "../../filters/filter";
import { nearestName } from "../../text/nearestName";
import type { RunTable } from "../table/runTable";

const prefix = "component.";

/** Maximum number of components that an error names. */
const maxNamed = 8;

/**
 * What is wrong with a component that no sample of the run has: a term about it is false for all of them. Undefined if
 * all are known, and where there are no samples yet. `has:` asks whether there is one, so it is never wrong.
 *
 * @param isWhole was all of the run read?
 */
export function unknownComponent(filter: Filter, table: RunTable, isWhole = true): string | undefined {
  if (table.live === 0) return undefined;
  const names = componentNames(table);
  for (const leaf of leavesOf(filter)) {
    if ((leaf.kind !== "number" && leaf.kind !== "range") || !leaf.field.startsWith(prefix)) continue;
    const name = leaf.field.slice(prefix.length);
    if (!names.includes(name)) return problem(name, names, isWhole ? "" : " so far");
  }
  return undefined;
}

/** The parts of the computed reward, and the recorded components. */
export function componentNames({ parts, components }: RunTable): readonly string[] {
  return [...new Set([...parts.ids, ...components.names])];
}

function problem(name: string, names: readonly string[], soFar: string): string {
  const lead = `No sample${soFar} has a component ${name}, so it would find nothing.`;
  if (names.length === 0) return `${lead} No reward of this run has components.`;
  const near = nearestName(name, names);
  if (near !== undefined) return `${lead} Did you mean ${prefix}${near}?`;
  const more = names.length > maxNamed ? `, and ${names.length - maxNamed} more` : "";
  return `${lead} There are ${names.slice(0, maxNamed).join(", ")}${more}.`;
}

import { fitsName, leavesOf, type Filter } from "../filters/filter";
import { severities } from "../model/finding";
import { causeOf, rules } from "../rules";
import { nearestName } from "../text/nearestName";

/** Maximum number of names that an error proposes. */
const maxProposed = 3;

const ruleIds = rules.map(({ id }) => id);

/** The fields whose names are known before anything is read. */
const known: Readonly<Record<string, { readonly what: string; readonly names: readonly string[] }>> = {
  rule: { what: "rule", names: ruleIds },
  cause: { what: "cause", names: [...new Set(ruleIds.map(causeOf))] },
  severity: { what: "severity", names: severities },
  quote: { what: "kind of quote", names: ["found", "altered", "other", "invented"] },
};

/**
 * What is wrong with a name that no sample can have: such a term is false for every sample, so that a check in CI would
 * pass for ever. Undefined if all names are known.
 */
export function unknownNames(filter: Filter): string | undefined {
  for (const leaf of leavesOf(filter)) {
    if (leaf.kind !== "name") continue;
    const field = known[leaf.field];
    if (field === undefined) continue;
    for (const pattern of leaf.values) {
      if (!field.names.some((name) => fitsName(pattern, name))) {
        return unknown(field.what, pattern.join("*"), field.names);
      }
    }
  }
  return undefined;
}

/** The same for the name of a rule alone. */
export function unknownRule(id: string): string | undefined {
  return ruleIds.includes(id) ? undefined : unknown("rule", id, ruleIds);
}

function unknown(what: string, written: string, names: readonly string[]): string {
  const nearest = nearestName(written, names);
  const words = written.replace(/\*/g, "");
  const containing = words === "" ? [] : names.filter((name) => name.includes(words));
  const proposed = [...new Set([...(nearest === undefined ? [] : [nearest]), ...containing])].slice(0, maxProposed);
  const hint =
    proposed.length > 0
      ? `Did you mean ${proposed.join(" or ")}?`
      : names.length <= 12
        ? `There are ${names.join(", ")}.`
        : "docs/rules lists them all.";
  return `There is no ${what} ${written}, so it would find nothing. ${hint}`;
}

import { type Command, InvalidArgumentError } from "commander";
import { leavesOf, type Filter } from "../../core/filters/filter";
import { parseFilter } from "../../core/filters/parseFilter";
import { unknownNames } from "../../core/engine/knownNames";

/** The flag of commands that can be limited to some of the traces. */
export interface OnlyFlag {
  /** Plain data: it goes to workers as it is. */
  readonly only?: Filter;
}

export function addOnlyFlag(command: Command): Command {
  return command.option(
    "--only <filter>",
    'only the traces that pass, for instance "step>=60 rule:tool-call-json": docs/guides/cli.md',
    readOnly,
  );
}

function readOnly(given: string): Filter {
  const filter = parseFilter(given);
  if ("problem" in filter) {
    const { message, span } = filter.problem;
    const marks = "^".repeat(Math.max(1, Math.min(span.end, given.length) - span.start));
    const shown = /[\r\n\t]/.test(given) ? "" : `\n  ${given}\n  ${" ".repeat(span.start)}${marks}`;
    throw new InvalidArgumentError(`${message}${shown}`);
  }
  refuseUnknown(filter);
  const unknownName = unknownNames(filter);
  if (unknownName !== undefined) throw new InvalidArgumentError(unknownName);
  return filter;
}

/** Terms that cannot be answered for a single trace, and why. */
const unknown: Readonly<Record<string, string>> = {
  dead: "whether a group is dead shows only when all of it was read",
  flipped: "whether a verdict flips shows only beside the other order's",
  review: "reviews are not among what is read",
};

/**
 * Refuses terms that cannot be answered: they would be false for every trace, and the command would silently look at
 * nothing.
 */
function refuseUnknown(filter: Filter): void {
  for (const leaf of leavesOf(filter)) {
    if (leaf.kind === "word") refuse(leaf.word);
    else if (leaf.kind === "name" || leaf.kind === "has") refuse(leaf.field);
  }
}

function refuse(name: string): void {
  const why = unknown[name];
  if (why !== undefined) throw new InvalidArgumentError(`${name} cannot be asked here: ${why}.`);
}

import { leavesOf, type Filter, type FilteredSample, type FilterLeaf } from "../../core/filters/filter";
import type { NameField, NumberField, TextField } from "../../core/filters/fields";
import { searchedText } from "../../core/engine/searchedText";
import type { Sample } from "../../core/model/sample";
import { Failure } from "../failure";

const numbers: ReadonlySet<string> = new Set(["recorded", "step", "calls", "turns", "length"]);
const names: ReadonlySet<string> = new Set(["group", "id", "model", "file", "gold"]);

/** A sample as filters see it before it is judged. */
export function asFiltered(sample: Sample, file: string): FilteredSample {
  const { attributes, turns, completion, calls } = sample;
  return {
    number: (field: NumberField) => {
      switch (field) {
        case "recorded":
          return attributes.score ?? attributes.result;
        case "step":
          return attributes.step;
        case "calls":
          return calls.length;
        case "turns":
          return turns.length;
        case "length":
          return completion.text.length;
        default:
          return undefined;
      }
    },
    names: (field: NameField) => {
      if (field === "file") return [file];
      const { group, id, model, gold } = attributes;
      const value = { group, id, model, gold }[field as "group" | "id" | "model" | "gold"];
      return value === undefined ? [] : [value];
    },
    text: (field: TextField) => searchedText(sample, field),
    is: () => false,
  };
}

/**
 * Refuses a filter that asks for something unknown before a sample is judged: its terms would be false, and silently
 * nothing would be judged.
 *
 * @throws Failure
 */
export function refuseUnknown(filter: Filter): void {
  for (const leaf of leavesOf(filter)) {
    if (leaf.kind === "word") refuse(leaf.word);
    else if (leaf.kind !== "text" && !knows(leaf)) refuse(leaf.field);
  }
}

function knows(leaf: Exclude<FilterLeaf, { readonly kind: "word" | "text" }>): boolean {
  switch (leaf.kind) {
    case "number":
    case "range":
      return numbers.has(leaf.field);
    case "name":
      return names.has(leaf.field);
    case "has":
      return numbers.has(leaf.field) || names.has(leaf.field);
  }
}

function refuse(what: string): never {
  throw new Failure(
    `--only: judge does not know ${what} before it has judged. It knows ${[...numbers, ...names, "text", "prompt", "completion"].join(", ")}.`,
  );
}

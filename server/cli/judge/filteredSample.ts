import type { Filter, FilteredSample } from "../../core/filters/filter";
import type { NameField, NumberField, TextField } from "../../core/filters/fields";
import type { Sample } from "../../core/model/sample";
import { Failure } from "../failure";

const numbers: ReadonlySet<string> = new Set(["recorded", "step", "calls", "turns", "length"]);
const names: ReadonlySet<string> = new Set(["group", "id", "model", "file", "gold"]);

/** A sample as filters see it before it is judged. */
export function asFiltered(sample: Sample, file: string): FilteredSample {
  const { attributes, turns, completion, calls, responses } = sample;
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
    text: (field: TextField) => {
      const prompt = turns.map(({ part }) => part?.text ?? "").join("\n");
      if (field === "prompt") return prompt;
      if (field === "completion") return completion.text;
      return [prompt, completion.text, responses?.a.text ?? "", responses?.b.text ?? ""].join("\n");
    },
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
  switch (filter.kind) {
    case "all":
    case "any":
      filter.of.forEach(refuseUnknown);
      return;
    case "not":
      refuseUnknown(filter.of);
      return;
    case "number":
    case "range":
      if (!numbers.has(filter.field)) refuse(filter.field);
      return;
    case "name":
      if (!names.has(filter.field)) refuse(filter.field);
      return;
    case "has":
      if (!numbers.has(filter.field) && !names.has(filter.field)) refuse(filter.field);
      return;
    case "word":
      refuse(filter.word);
      return;
    case "text":
  }
}

function refuse(what: string): never {
  throw new Failure(
    `--only: judge does not know ${what} before it has judged. It knows ${[...numbers, ...names, "text", "prompt", "completion"].join(", ")}.`,
  );
}

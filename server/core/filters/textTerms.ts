import type { TextField } from "./fields";
import type { Filter } from "./filter";

/** A term that only the texts themselves decide. */
export interface TextTerm {
  readonly field: TextField;
  /** In small letters; empty where any text will do. */
  readonly words: string;
}

/** The terms of a filter that ask for words in texts, each once. */
export function textTerms(filter: Filter): readonly TextTerm[] {
  const found = new Map<string, TextTerm>();
  const visit = (each: Filter): void => {
    switch (each.kind) {
      case "all":
      case "any":
        each.of.forEach(visit);
        break;
      case "not":
        visit(each.of);
        break;
      case "text":
        found.set(`${each.field} ${each.words}`, { field: each.field, words: each.words });
        break;
      case "has":
        if (each.field === "text" || each.field === "prompt" || each.field === "completion") {
          found.set(`${each.field} `, { field: each.field, words: "" });
        }
        break;
      default:
    }
  };
  visit(filter);
  return [...found.values()];
}

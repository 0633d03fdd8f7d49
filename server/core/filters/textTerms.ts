import { isTextField, type TextField } from "./fields";
import { leavesOf, type Filter } from "./filter";

/** A term that only the texts themselves decide. */
export interface TextTerm {
  readonly field: TextField;
  /** In small letters; empty where any text will do. */
  readonly words: string;
}

/** The terms of a filter that ask for words in texts, each once. */
export function textTerms(filter: Filter): readonly TextTerm[] {
  const found = new Map<string, TextTerm>();
  for (const leaf of leavesOf(filter)) {
    if (leaf.kind === "text") found.set(`${leaf.field} ${leaf.words}`, { field: leaf.field, words: leaf.words });
    else if (leaf.kind === "has" && isTextField(leaf.field)) {
      found.set(`${leaf.field} `, { field: leaf.field, words: "" });
    }
  }
  return [...found.values()];
}

/** The fields of a sample that a filter can test. Each list is in the order in which people see it. */

/** Fields that are numbers: `field op number`. `component.NAME` is one too. */
export const numberFields = ["reward", "recorded", "advantage", "lost", "step", "calls", "turns", "length"] as const;

/** Fields that are names: `field:value`. A sample can have several of each. */
export const nameFields = [
  "rule",
  "severity",
  "tool",
  "group",
  "id",
  "category",
  "model",
  "file",
  "verdict",
  "gold",
  "dialect",
  "quote",
  "cause",
  "review",
] as const;

/** Fields that are texts: `field:"words"` finds the words anywhere in them, ignoring case. */
export const textFields = ["text", "prompt", "completion"] as const;

/** Properties that a sample has or lacks: a single word. */
export const filterWords = ["flipped", "right", "wrong", "cut", "dead", "fixable", "unchecked"] as const;

export type NumberField = (typeof numberFields)[number] | `component.${string}`;
export type NameField = (typeof nameFields)[number];
export type TextField = (typeof textFields)[number];
export type FilterWord = (typeof filterWords)[number];

export function isNumberField(name: string): name is NumberField {
  return isOneOf(numberFields, name) || (name.startsWith("component.") && name.length > "component.".length);
}

export function isNameField(name: string): name is NameField {
  return isOneOf(nameFields, name);
}

export function isTextField(name: string): name is TextField {
  return isOneOf(textFields, name);
}

export function isFilterWord(name: string): name is FilterWord {
  return isOneOf(filterWords, name);
}

function isOneOf(names: readonly string[], name: string): boolean {
  return names.includes(name);
}

/** What a terminal would obey or a reader of lines would cut at: DEL, C1, NEL, line separators, marks of direction. */
const unsafe = /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** A value as one line of JSON, which holds no character that ends a line or steers a terminal but as an escape. */
export function jsonLine(value: unknown): string {
  const text = JSON.stringify(value);
  return text.replace(unsafe, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

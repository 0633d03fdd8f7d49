/** A JSON text without the white space between its values: every string and number stays as it is written. */
export function minified(json: string): string {
  return json.replace(/("(?:[^"\\]|\\.)*")|[ \t\r\n]+/gs, (_, text: string | undefined) => text ?? "");
}

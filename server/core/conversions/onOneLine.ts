import { minified } from "../json/minified";

/** JSON on one line: unchanged if it is, otherwise without the white space between its values. */
export function onOneLine(json: string): string {
  return /[\r\n]/.test(json) ? minified(json) : json;
}

import { betweenValues } from "../../json/minified";

/**
 * JSON on one line: removes line breaks between its parts and keeps everything within strings. `json` has to be valid.
 */
export function onOneLine(json: string): string {
  return betweenValues(json, (space, at) => {
    if (!space.includes("\n")) return space;
    const before = json[at - 1] ?? "";
    const after = json[at + space.length] ?? "";
    return "[{".includes(before) || "]}".includes(after) ? "" : " ";
  });
}

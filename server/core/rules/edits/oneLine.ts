/**
 * JSON on one line: removes line breaks between its parts and keeps everything within strings. `json` has to be valid.
 */
export function onOneLine(json: string): string {
  return json.replace(/"[^"\\]*(?:\\.[^"\\]*)*"|\s+/g, (found, at: number) => {
    if (found.startsWith('"') || !found.includes("\n")) return found;
    const before = json[at - 1] ?? "";
    const after = json[at + found.length] ?? "";
    return "[{".includes(before) || "]}".includes(after) ? "" : " ";
  });
}

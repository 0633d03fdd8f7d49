import { expect, it } from "vitest";
import { signatureOf } from "../../../../server/core/records/packed/signatures";

it.each([
  ["SQLite format 3\0", /SQLite.*export/],
  ["ARROW1\0\0", /Arrow.*to_json/],
  ["\xff\xff\xff\xff\x10", /save_to_disk/],
  ["7z\xbc\xaf\x27\x1c", /unpack/],
  ["BZh9", /bzip2/],
  ["\x80\x04\x95", /pickle.*JSONL/],
  ["\x93NUMPY", /NumPy/],
  [`${"a".repeat(257)}ustar`, /tar/],
])("names what %j begins", (head, says) => {
  const found = signatureOf(Uint8Array.from(head, (each) => each.charCodeAt(0)));
  expect(found?.kind === "unreadable" && found.why).toMatch(says);
});

it("takes text for none of them", () => {
  for (const text of ['{"a": 1}', "<think>", "PARIS", "Pickle", "", "\ufeff{"]) {
    expect(signatureOf(new TextEncoder().encode(text))).toBeUndefined();
  }
});

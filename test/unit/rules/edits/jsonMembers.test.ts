import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../../../server/core/json/jsonNode";
import { readJson } from "../../../../server/core/json/readJson";
import { addedMember, memberWithComma } from "../../../../server/core/rules/edits/jsonMembers";
import { applyEdits } from "../../../../server/core/text/edits";

function objectIn(text: string): JsonObject {
  const read = readJson(text, { start: 0, end: text.length });
  if (!read.ok || read.node.type !== "object") throw new Error(`no object: ${text}`);
  return read.node;
}

const spaces = fc.constantFrom(undefined, 1, 2);
const objects = fc.dictionary(fc.constantFrom("a", "b c", "é", "1", '"'), fc.jsonValue());

describe("members of JSON objects", () => {
  it("are taken out with one comma, wherever they stand", () => {
    fc.assert(
      fc.property(objects, spaces, (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        const object = objectIn(text);
        for (const member of object.members) {
          const after = applyEdits(text, [{ span: memberWithComma(object, member), text: "" }]);
          const others = Object.entries(value).filter(([key]) => key !== member.key.value);
          expect(JSON.parse(after)).toEqual(JSON.parse(JSON.stringify(Object.fromEntries(others))));
        }
      }),
    );
  });

  it("are added behind the others, with the blanks that those have", () => {
    expect(added('{"a":1}')).toBe('{"a":1,"x":[1]}');
    expect(added('{"a": 1}')).toBe('{"a": 1, "x": [1]}');
    expect(added('{"a" : 1 , "b" : 2}')).toBe('{"a" : 1 , "b" : 2 , "x" : [1]}');
    expect(added("{ }")).toBe('{"x": [1]}');
    fc.assert(
      fc.property(objects, spaces, (value, indent) => {
        const after = added(JSON.stringify(value, null, indent));
        expect(JSON.parse(after)).toEqual({ ...(JSON.parse(JSON.stringify(value)) as object), x: [1] });
      }),
    );
  });
});

function added(text: string): string {
  return applyEdits(text, [addedMember(text, objectIn(text), "x", "[1]")]);
}

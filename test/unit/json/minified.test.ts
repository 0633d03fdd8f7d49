import fc from "fast-check";
import { expect, it } from "vitest";
import { minified } from "../../../server/core/json/minified";

it("takes away the white space between values, and none in them", () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom(1, 3, "\t", " \t"), (value, indent) => {
      expect(minified(JSON.stringify(value, null, indent).replaceAll("\n", "\r\n"))).toBe(JSON.stringify(value));
    }),
    { seed: 18, numRuns: 500 },
  );
});

it("keeps numbers as written", () => {
  expect(minified('{ "a" : [ 1.0 , 1e3, 12345678901234567890 , NaN ] }')).toBe(
    '{"a":[1.0,1e3,12345678901234567890,NaN]}',
  );
});

it("reads strings of any length, whatever they escape", () => {
  for (const unit of ["x", '\\"', "\\\\"]) {
    const long = `"${unit.repeat(12_000_000 / unit.length)}"`;
    expect(minified(`[ ${long} ]`) === `[${long}]`).toBe(true);
  }
});

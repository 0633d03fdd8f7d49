import { expect, it } from "vitest";
import { compileGlob } from "../../../server/core/text/glob";
import { countWork } from "../../support/work";

it.each(["*a".repeat(100) + "b", "(a+)+z", "{a,aa}".repeat(30) + "z", "**/".repeat(50) + "b", "?*".repeat(100) + "z"])(
  "a glob takes work in proportion to the path: %s",
  (pattern) => {
    const glob = compileGlob(pattern);
    const workOn = (length: number): number => countWork(() => glob.fits("a".repeat(length)));
    workOn(100);
    expect(workOn(2000) / workOn(1000)).toBeLessThan(2.5);
  },
);

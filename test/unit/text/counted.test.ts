import { describe, expect, it } from "vitest";
import { counted, foundInWords, severitiesInWords } from "../../../server/core/text/counted";

describe("counts in words", () => {
  it("have the singular for one alone", () => {
    expect([0, 1, 2, 12_345].map((count) => counted(count, "fix", "fixes"))).toEqual([
      "0 fixes",
      "1 fix",
      "2 fixes",
      "12,345 fixes",
    ]);
    expect(counted(1, "request is", "requests are")).toBe("1 request is");
  });

  it("of severities leave out what there is none of", () => {
    expect(severitiesInWords({ error: 1, warning: 0, information: 1 })).toEqual(["1 error", "1 info"]);
    expect(severitiesInWords({ error: 0, warning: 2, information: 1000 })).toEqual(["2 warnings", "1,000 infos"]);
    expect(severitiesInWords({ error: 0, warning: 0, information: 0 })).toEqual([]);
    expect(foundInWords({ error: 2, warning: 0, information: 1 })).toBe("2 errors, 1 info");
    expect(foundInWords({ error: 0, warning: 0, information: 0 })).toBe("nothing found");
  });
});

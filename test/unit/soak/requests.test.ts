import { describe, expect, it } from "vitest";
import { unknownRequests } from "../../soak/requests";

describe("the soak", () => {
  it("asks for every request of its subjects, so that a new one is missed here and not after minutes", () => {
    expect(unknownRequests({})).toEqual([]);
  });
});

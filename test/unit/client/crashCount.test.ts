import { describe, expect, it } from "vitest";
import { CrashCount } from "../../../client/src/server/crashCount";

const minute = 60_000;

describe("after a crash", () => {
  it("the server is started again, and the user told of the first of a series", () => {
    const crashes = new CrashCount();
    expect(crashes.add(0)).toBe("restart-and-tell");
    expect(crashes.add(1)).toBe("restart");
    expect(crashes.add(2)).toBe("restart");
  });

  it("the fifth within three minutes leaves it down", () => {
    const crashes = new CrashCount();
    for (let i = 0; i < 4; i++) expect(crashes.add(i * minute * 0.7)).not.toBe("stay-down");
    expect(crashes.add(3 * minute)).toBe("stay-down");
  });

  it("those of more than three minutes ago count no more", () => {
    const crashes = new CrashCount();
    for (let i = 0; i < 4; i++) crashes.add(i);
    expect(crashes.add(3 * minute + 2)).toBe("restart");
    expect(crashes.add(10 * minute)).toBe("restart-and-tell");
    for (let i = 0; i < 20; i++) expect(crashes.add((11 + i) * minute)).not.toBe("stay-down");
  });

  it("a start by hand begins a new count", () => {
    const crashes = new CrashCount();
    for (let i = 0; i < 5; i++) crashes.add(i);
    crashes.forget();
    expect(crashes.add(6)).toBe("restart-and-tell");
  });
});

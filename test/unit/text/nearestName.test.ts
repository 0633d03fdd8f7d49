import { describe, expect, it } from "vitest";
import { nearestName } from "../../../server/core/text/nearestName";
import { shorten } from "../../../server/core/text/shorten";

describe("nearestName", () => {
  it("takes case and separators for nothing", () => {
    expect(nearestName("searchManagers", ["search_manager", "Search Managers"])).toBe("Search Managers");
    expect(nearestName("x".repeat(5000), ["a", "X".repeat(5000)])).toBe("X".repeat(5000));
  });

  it("finds the nearest within a third of the letters, the first of equals", () => {
    expect(nearestName("wether", ["whether", "weather"])).toBe("whether");
    expect(nearestName("get_wether", ["get_weather", "set_weather"])).toBe("get_weather");
    expect(nearestName("abc", ["xyz", "abx"])).toBe("abx");
  });

  it("finds nothing where nothing is near", () => {
    expect(nearestName("send_mail", ["get_weather", "find"])).toBeUndefined();
    expect(nearestName("ab", ["ax"])).toBeUndefined();
    expect(nearestName("", ["a"])).toBeUndefined();
    expect(nearestName("a", [])).toBeUndefined();
  });
});

describe("shorten", () => {
  it("cuts long texts, and no surrogate pair", () => {
    expect(shorten("short", 5)).toBe("short");
    expect(shorten("longer", 5)).toBe("long…");
    expect(shorten("ab😀cd", 4)).toBe("ab…");
  });
});

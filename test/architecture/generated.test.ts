/** What is written by `npm run generate` is what it would write now. */
import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { jsonFormats } from "../../server/core/records/formats";
import { property, settings } from "./manifest";
import { root } from "./sourceFiles";

describe("lists, settings, texts and tables", () => {
  it("lag behind nothing that they are made from", () => {
    const { status, stderr } = spawnSync(process.execPath, ["scripts/generate.mjs", "--check"], {
      cwd: root,
      encoding: "utf8",
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  });

  it("name every record format, and no two have the same rank", () => {
    const choice = property(settings["traceAuditor.recordFormats"], "additionalProperties");
    expect(property(choice, "enum")).toEqual(["none", ...jsonFormats.map(({ id }) => id)]);
    expect(new Set(jsonFormats.map(({ rank }) => rank)).size).toBe(jsonFormats.length);
  });
});

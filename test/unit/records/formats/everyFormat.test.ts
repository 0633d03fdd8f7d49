import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { jsonFormats } from "../../../../server/core/records/formats";

it("every format has an id of its own, and a test named by it", () => {
  const ids = jsonFormats.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.filter((id) => !existsSync(join(import.meta.dirname, `${id}.test.ts`)))).toEqual([]);
});

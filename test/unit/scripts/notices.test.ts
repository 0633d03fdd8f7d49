import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { noticesOf } from "../../../scripts/notices.mjs";

const folder = mkdtempSync(join(tmpdir(), "trace-auditor-notices-"));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

describe("the notices", () => {
  it("hold each bundled package once, with all that it says of its licence, also where one lies in another", () => {
    write({
      "node_modules/b/package.json": '{"name": "b", "version": "2.0.0", "license": "MIT", "author": {"name": "Bea"}}',
      "node_modules/@a/a/package.json": '{"name": "@a/a", "version": "1.0.0", "license": "Apache-2.0"}',
      "node_modules/@a/a/LICENSE.md": "The licence of a.\n",
      "node_modules/@a/a/NOTICE": "And its notice.\n",
      "node_modules/@a/a/node_modules/c/package.json": '{"name": "c", "version": "3.0.0"}',
      "node_modules/@a/a/node_modules/c/COPYING": "Copy c.",
    });
    const files = ["server/main.ts", "node_modules/b/x.js", "node_modules/b/y.js", "node_modules/@a/a/lib/z.js"];
    const notices = noticesOf([...files, "node_modules/@a/a/node_modules/c/c.js"], folder);
    expect(notices.match(/^\S+ \d\.0\.0.*$/gm)).toEqual(["@a/a 1.0.0 (Apache-2.0)", "c 3.0.0", "b 2.0.0 (MIT)"]);
    expect(notices).toContain("The licence of a.\n\nAnd its notice.");
    expect(notices).toContain("Licence: MIT\nBy Bea");
    expect(notices).toContain("Copy c.");
  });

  it("are not written where a package says nothing of its licence", () => {
    write({ "node_modules/d/package.json": '{"name": "d", "version": "1.0.0"}' });
    expect(() => noticesOf(["node_modules/d/d.js"], folder)).toThrow("d says nothing of its licence.");
  });
});

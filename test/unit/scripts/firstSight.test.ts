/** What `npm start` shows first of a person's own files. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { editorSettings, whatToShow } from "../../../scripts/vscode/firstSight.mjs";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "trace-auditor-start-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(name: string, size: number): string {
  const path = join(folder, name);
  writeFileSync(path, "x".repeat(size));
  return path;
}

describe("what is shown first", () => {
  it("is the largest file of a folder that holds traces, as a run", () => {
    const files = [write("step-1.jsonl", 10), write("step-2.jsonl", 20), write("one.trace", 5)];
    write("weights.bin", 100);
    const target = whatToShow([folder], files);
    expect(target).toEqual({ folder, file: files[1] });
    expect(editorSettings(target)).toEqual({
      "workbench.editorAssociations": { [files[1] ?? ""]: "traceAuditor.run" },
    });
  });

  it("is the file that is named, and a trace stays a text", () => {
    const file = write("one.trace", 5);
    expect(whatToShow([file], [])).toEqual({ folder, file });
    expect(editorSettings({ folder, file })).toEqual({});
  });

  it("is the folder alone if nothing in it holds traces", () => {
    expect(whatToShow([folder], [])).toEqual({ folder });
    expect(editorSettings({ folder })).toEqual({});
  });
});

/** Tests wait for what happens, not for time to pass, and none is tried a second time. */
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { readText, sourceFiles } from "./sourceFiles";

/** A timer there is a limit: it fails what has waited for a signal too long. */
const limits = ["test/soak/server.ts", "test/vscode/hosted.ts"];

/** These measure time or memory and pace what they measure, or kill at random moments. */
const measuring = /^test\/(?:bench\/|soak\/(?:hostile|kills)\.ts$)/;

const timers = /^(?:setTimeout|setInterval|waitForTimeout)$/;

/** The calls in a file's code that let time pass, as written; what its texts hold is for other processes. */
function sleeps(text: string): string[] {
  const found: string[] = [];
  const source = ts.createSourceFile("file.ts", text, ts.ScriptTarget.Latest, true);
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node)) {
      const called = ts.isPropertyAccessExpression(node.expression) ? node.expression.name : node.expression;
      if (timers.test(called.getText())) found.push(node.getText());
    } else if (ts.isStringLiteral(node) && /^(?:node:)?timers\/promises$/.test(node.text)) found.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

describe("tests", () => {
  it("wait for signals, not for time", () => {
    const files = sourceFiles("test").map(({ path }) => path);
    expect(files.length).toBeGreaterThan(200);
    const sleeping = files.filter((path) => !measuring.test(path)).filter((path) => sleeps(readText(path)).length > 0);
    expect(sleeping).toEqual(limits);
  });

  it("are looked at in their code, and not in the scripts that they write for other processes", () => {
    const wrong = [
      "await new Promise((resolve) => setTimeout(resolve, 50));",
      "await page.waitForTimeout(2000);",
      "globalThis.setInterval(look, 20);",
      'import { setTimeout as sleep } from "node:timers/promises";',
    ];
    expect(wrong.filter((text) => sleeps(text).length === 0)).toEqual([]);
    expect(['spawn("setTimeout(() => {}, 1000)")', "f({ setTimeout, clearTimeout })"].flatMap(sleeps)).toEqual([]);
  });

  it("are run once", () => {
    expect(readText("vitest.config.ts")).not.toMatch(/\bretry\b/);
    const retrying = sourceFiles("test").filter(({ path }) => /\bretry: \d|\.retries\(/.test(readText(path)));
    expect(retrying.map(({ path }) => path).filter((path) => path !== "test/architecture/sleeps.test.ts")).toEqual([]);
  });
});

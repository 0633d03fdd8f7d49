/** Nothing leaves the machine: no file of the product speaks to a network, but those that may. */
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { readText, sourceFiles } from "./sourceFiles";

/** The adapter of the port by which a judge of the user's own is asked, and which addresses it never asks. */
const mayAsk = /^server\/node\/(?:http|nodeHttp|forbiddenAddresses)\w*\.ts$/;
const modules = /^(?:node:)?(?:http|https|http2|net|tls|dgram|dns)(?:\/|$)|^(?:undici|axios|node-fetch|ws|got)$/;
const names = new Set(["fetch", "XMLHttpRequest", "WebSocket", "EventSource", "sendBeacon", "RTCPeerConnection"]);
const word = new RegExp([...names].join("|"));
const globals = new Set(["globalThis", "window", "self", "navigator"]);

const files = ["server", "client", "media"].flatMap(sourceFiles).filter(({ path }) => !mayAsk.test(path));

/** Does a text call one of the globals, or make one? A port's method may have such a name. */
function calls(text: string): boolean {
  if (!word.test(text)) return false;
  const isGlobal = (callee: ts.Expression): boolean =>
    ts.isIdentifier(callee)
      ? names.has(callee.text)
      : ts.isPropertyAccessExpression(callee) &&
        names.has(callee.name.text) &&
        ts.isIdentifier(callee.expression) &&
        globals.has(callee.expression.text);
  const visit = (node: ts.Node): boolean =>
    ((ts.isCallExpression(node) || ts.isNewExpression(node)) && isGlobal(node.expression)) ||
    (ts.forEachChild(node, visit) ?? false);
  return visit(ts.createSourceFile("file.ts", text, ts.ScriptTarget.Latest));
}

describe("the product", () => {
  it("imports no module that speaks to a network", () => {
    expect(files.length).toBeGreaterThan(300);
    const found = files.flatMap(({ path, imports }) =>
      imports.filter(({ specifier }) => modules.test(specifier)).map(({ specifier }) => `${path} imports ${specifier}`),
    );
    expect(found).toEqual([]);
  });

  it("calls no global that does", () => {
    const asked = ["await fetch(url)", "new WebSocket(url)", "globalThis.fetch(url)", "navigator.sendBeacon(url)"];
    expect(asked.filter((text) => !calls(text))).toEqual([]);
    expect(["port.fetch(url)", "class A { fetch() {} }", "// fetch(url)"].filter(calls)).toEqual([]);
    expect(files.map(({ path }) => path).filter((path) => calls(readText(path)))).toEqual([]);
  });
});

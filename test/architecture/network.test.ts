/** Nothing leaves the machine: no file of the product speaks to a network, but those that one day may. */
import { describe, expect, it } from "vitest";
import { readText, sourceFiles } from "./sourceFiles";

/** The adapter of the port by which a judge of the user's own is asked. */
const mayAsk = /^server\/node\/(?:http|nodeHttp)\w*\.ts$/;
const modules = /^(?:node:)?(?:http|https|http2|net|tls|dgram|dns)(?:\/|$)|^(?:undici|axios|node-fetch|ws|got)$/;
/** Calls of the globals themselves; a port's method may have such a name. */
const globals =
  /(?:(?<![.\w])|\b(?:globalThis|window|self|navigator)\.)(?:fetch|XMLHttpRequest|WebSocket|EventSource|sendBeacon|RTCPeerConnection|WebTransport)\s*[(.<]/;

const files = ["server", "client", "media"].flatMap(sourceFiles).filter(({ path }) => !mayAsk.test(path));

describe("the product", () => {
  it("imports no module that speaks to a network", () => {
    expect(files.length).toBeGreaterThan(300);
    const found = files.flatMap(({ path, imports }) =>
      imports.filter(({ specifier }) => modules.test(specifier)).map(({ specifier }) => `${path} imports ${specifier}`),
    );
    expect(found).toEqual([]);
  });

  it("calls no global that does", () => {
    expect(globals.test("await fetch(url)")).toBe(true);
    expect(globals.test("new WebSocket(url)")).toBe(true);
    expect(globals.test("globalThis.fetch(url)")).toBe(true);
    expect(globals.test("port.fetch(url)")).toBe(false);
    expect(files.map(({ path }) => path).filter((path) => globals.test(readText(path)))).toEqual([]);
  });
});

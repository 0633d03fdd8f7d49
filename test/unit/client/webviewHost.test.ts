/** The extension's end of its talk with a webview: every request is answered, by a result or by words. */
import { describe, expect, it } from "vitest";
import { answerRequests, sendEvent, type Handlers } from "../../../client/src/webviews/webviewHost";
import type { Contract } from "../../../media/shared/messages";

/** What the tests stand in for. */
type Webview = Parameters<typeof answerRequests>[0];

interface TestContract extends Contract {
  readonly requests: {
    readonly double: { readonly params: number; readonly result: number };
    readonly fail: { readonly params: null; readonly result: null };
  };
  readonly events: { readonly changed: string };
}

const handlers: Handlers<TestContract> = {
  double: (value) => Promise.resolve(2 * value),
  fail: () => {
    throw new Error("The file is gone.");
  },
};

/** A webview that says something, and what is posted to it. */
async function said(message: unknown): Promise<unknown[]> {
  const posted: unknown[] = [];
  let listener: (message: unknown) => Promise<void> = () => Promise.resolve();
  const webview = {
    onDidReceiveMessage: (given: typeof listener) => {
      listener = given;
      return { dispose: () => undefined };
    },
    postMessage: (reply: unknown) => Promise.resolve(posted.push(reply) > 0),
  } as unknown as Webview;
  answerRequests<TestContract>(webview, handlers);
  await listener(message);
  return posted;
}
const request = (method: string, params: unknown): unknown => ({ kind: "request", id: 7, method, params });

describe("a webview's request", () => {
  it("is answered with its result", async () => {
    expect(await said(request("double", 21))).toEqual([{ kind: "reply", id: 7, result: 42 }]);
  });

  it("is answered in words where it fails, or where nobody knows it", async () => {
    expect(await said(request("fail", null))).toEqual([{ kind: "reply", id: 7, error: "The file is gone." }]);
    for (const method of ["no such", "toString", "__proto__"]) {
      expect(await said(request(method, null))).toEqual([
        { kind: "reply", id: 7, error: `There is no request ${method}.` },
      ]);
    }
  });

  it("is left alone where it is none", async () => {
    for (const message of [null, 1, {}, { kind: "reply", id: 7 }, { kind: "request", id: "7", method: "double" }]) {
      expect(await said(message)).toEqual([]);
    }
  });
});

it("an event is sent by its name", () => {
  const posted: unknown[] = [];
  const webview = { postMessage: (message: unknown) => Promise.resolve(posted.push(message) > 0) };
  sendEvent<TestContract, "changed">(webview as unknown as Webview, "changed", "now");
  expect(posted).toEqual([{ kind: "event", event: "changed", value: "now" }]);
});

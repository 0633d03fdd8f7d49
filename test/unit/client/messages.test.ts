/** Notifications of the server, and who hears them. */
import { expect, it } from "vitest";
import type { BaseLanguageClient } from "vscode-languageclient";
import { listen } from "../../../client/src/server/messages";

it("lets several hear the same notification, each until it wants no more", () => {
  // A client keeps one handler for each method.
  const handlers = new Map<string, (params: unknown) => void>();
  const client = {
    onNotification: (method: string, handler: (params: unknown) => void) => {
      handlers.set(method, handler);
      return { dispose: () => void handlers.delete(method) };
    },
  } as unknown as BaseLanguageClient;
  const heard: string[] = [];
  const changed = { method: "changed" } as Parameters<typeof listen<string>>[1];
  const first = listen(client, changed, (what) => heard.push(`first ${what}`));
  const second = listen(client, changed, (what) => heard.push(`second ${what}`));
  handlers.get("changed")?.("a");
  second.dispose();
  handlers.get("changed")?.("b");
  first.dispose();
  handlers.get("changed")?.("c");
  expect(heard).toEqual(["first a", "second a", "first b"]);
});

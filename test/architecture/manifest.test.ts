/** The manifest keeps its word: what it names is there, and every text is one for people. */
import { describe, expect, it } from "vitest";
import { contributes, manifest, property, settings } from "./manifest";
import { readSettings } from "../../server/core/config/settings";
import { commandIds } from "../../client/src/commandIds";
import { switchOffCommand } from "../../server/protocol/switchOff";
import { exists, readJson, readText } from "./sourceFiles";

/** An object of which each property that is read is noted, by its full name; only groups hold more. */
function watched(name: string, read: Set<string>): object {
  const groups = new Set(Object.keys(settings).flatMap((setting) => parentsOf(setting)));
  return new Proxy(
    {},
    {
      get: (_, key) => {
        const full = `${name}.${String(key)}`;
        read.add(full);
        return groups.has(full) ? watched(full, read) : undefined;
      },
    },
  );
}

/** "a" and "a.b" of "a.b.c". */
function parentsOf(setting: string): string[] {
  const parts = setting.split(".");
  return parts.slice(1).map((_, i) => parts.slice(0, i + 1).join("."));
}

const placeholder = /%([^%\s]+)%/g;

describe("package.json", () => {
  it("names files that are there, and packages them", () => {
    const paths = [...JSON.stringify(contributes).matchAll(/"\.\/([^"]+)"/g)].map(([, path]) => path!);
    const packaged = (manifest["files"] ?? []) as string[];
    const isPackaged = (path: string): boolean =>
      packaged.some((entry) => path === entry || path.startsWith(`${entry}/`));
    expect(paths.filter((path) => !isPackaged(path))).toEqual([]);
    expect(paths.filter((path) => !path.startsWith("dist/") && !exists(path))).toEqual([]);
  });

  it("takes its texts from package.nls.json, and leaves none there unused", () => {
    const used = new Set([...readText("package.json").matchAll(placeholder)].map(([, key]) => key!));
    const defined = Object.keys(readJson("package.nls.json") as object);
    expect([...used].sort()).toEqual(defined.sort());
  });

  it("describes every setting", () => {
    const silent = Object.entries(settings)
      .filter(([, schema]) => property(schema, "markdownDescription") === undefined)
      .map(([name]) => name);
    expect(Object.keys(settings).length).toBeGreaterThan(0);
    expect(silent).toEqual([]);
  });

  it("has the settings that the server reads, and no others", () => {
    const read = new Set<string>();
    const quiet = { info: () => undefined, error: () => undefined, tell: () => undefined };
    readSettings(watched("traceAuditor", read), quiet);
    // The first is read by vscode-languageclient, the others by our client: it opens the breakdown, and it alone may know
    // where traces go.
    const judging = Object.keys(settings).filter((name) => name.startsWith("traceAuditor.judge."));
    const others = ["traceAuditor.trace.server", "traceAuditor.openBreakdown", ...judging];
    // A group is read to get at what is in it.
    const single = [...read].filter((name) => ![...read].some((other) => other.startsWith(`${name}.`)));
    expect([...single, ...others].sort()).toEqual(Object.keys(settings).sort());
  });

  it("contributes the commands that the client registers, and no others", () => {
    const commands = ((contributes["commands"] ?? []) as { command: string }[]).map(({ command }) => command);
    // Called by the server's own code actions alone: nobody can choose it from a menu.
    const hidden = [switchOffCommand];
    expect([...commands, ...hidden].sort()).toEqual([...commandIds].sort());
  });

  it("says how it behaves in untrusted and virtual workspaces, and restricts settings that exist", () => {
    const untrusted = property(manifest["capabilities"], "untrustedWorkspaces");
    expect(property(untrusted, "supported")).toBe("limited");
    expect(property(manifest["capabilities"], "virtualWorkspaces")).toBeDefined();
    const restricted = (property(untrusted, "restrictedConfigurations") ?? []) as string[];
    expect(restricted.filter((name) => !(name in settings))).toEqual([]);
  });

  it("has only development dependencies: what runs is bundled", () => {
    expect(manifest["dependencies"]).toBeUndefined();
  });
});

/** The manifest keeps its word: what it names is there, and every text is one for people. */
import { describe, expect, it } from "vitest";
import { contributes, manifest, property, settings } from "./manifest";
import { exists, readJson, readText, sourceFiles } from "./sourceFiles";

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

  it("has the settings that the code reads, and no others", () => {
    const code = ["client/src", "server"].flatMap(sourceFiles).map(({ path }) => readText(path));
    const all = code.join("\n");
    const last = (name: string): string => name.slice(name.lastIndexOf(".") + 1);
    expect(Object.keys(settings).filter((name) => !name.startsWith("traceAuditor."))).toEqual([]);
    // trace.server is read by vscode-languageclient.
    const unread = Object.keys(settings).filter((name) => !all.includes(last(name)) && !name.endsWith(".trace.server"));
    expect(unread).toEqual([]);
  });

  it("contributes the commands that the client registers, and no others", () => {
    const commands = ((contributes["commands"] ?? []) as { command: string }[]).map(({ command }) => command);
    const client = sourceFiles("client/src")
      .map(({ path }) => readText(path))
      .join("\n");
    expect(commands.filter((command) => !client.includes(command))).toEqual([]);
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

import { describe, expect, it } from "vitest";
import { ConfigFinder, innermost, pathBelow, pathFrom } from "../../../server/core/config/finder";
import { FileFailure } from "../../../server/core/host/byteSource";
import type { FileStore } from "../../../server/core/host/fileStore";

function store(files: Readonly<Record<string, string>>): FileStore & { readonly asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    read: (uri) => {
      asked.push(uri);
      return Promise.resolve(files[uri]);
    },
  };
}

describe("the finder of trace-auditor.json", () => {
  it("takes the one in the file's folder or the nearest above it, whatever the scheme", async () => {
    for (const root of ["file:///home/me", "file:///C%3A/work", "vscode-vfs://github/team/repo"]) {
      const files = store({ [`${root}/trace-auditor.json`]: "{}", [`${root}/a/b/trace-auditor.json`]: "{}" });
      const finder = new ConfigFinder(files);
      const uriFor = async (path: string): Promise<string | undefined> =>
        (await finder.nearestTo(`${root}/${path}`))?.uri;
      expect(await uriFor("a/b/c/x.jsonl")).toBe(`${root}/a/b/trace-auditor.json`);
      expect(await uriFor("a/b/x.jsonl")).toBe(`${root}/a/b/trace-auditor.json`);
      expect(await uriFor("a/x.jsonl")).toBe(`${root}/trace-auditor.json`);
      expect(await uriFor("x.jsonl")).toBe(`${root}/trace-auditor.json`);
    }
  });

  it("ends at the topmost folder, and knows files that lie in none", async () => {
    const files = store({});
    const finder = new ConfigFinder(files);
    expect(await finder.nearestTo("file:///a/b.jsonl")).toBeUndefined();
    expect(files.asked).toEqual(["file:///a/trace-auditor.json", "file:///trace-auditor.json"]);
    expect(await finder.nearestTo("untitled:Untitled-1")).toBeUndefined();
    expect(files.asked).toHaveLength(2);
  });

  it("reads each config once until it forgets, and tells of those that are read and gone", async () => {
    const files: Record<string, string> = { "file:///a/trace-auditor.json": '{"rules": {"no-such-rule": "off"}}' };
    const told: string[] = [];
    const finder = new ConfigFinder(
      { read: (uri) => Promise.resolve(files[uri]) },
      {
        read: ({ uri, problems }) => told.push(`${uri} ${problems.length}`),
        gone: (uri) => told.push(`gone ${uri}`),
        unreadable: (uri) => told.push(`unreadable ${uri}`),
      },
    );
    await Promise.all([finder.nearestTo("file:///a/x"), finder.nearestTo("file:///a/y")]);
    expect(told).toEqual(["file:///a/trace-auditor.json 1"]);
    delete files["file:///a/trace-auditor.json"];
    await finder.nearestTo("file:///a/x");
    expect(told).toHaveLength(1);
    finder.forget();
    await finder.nearestTo("file:///a/x");
    expect(told[1]).toBe("gone file:///a/trace-auditor.json");
  });

  it("throws what cannot be read, or tells a listener of it until it can be read or is gone", async () => {
    const uri = "file:///a/trace-auditor.json";
    let answer = (): Promise<string | undefined> => Promise.reject(new FileFailure("ENOTFILE", "it is a pipe"));
    const files = { read: (asked: string) => (asked === uri ? answer() : Promise.resolve(undefined)) };
    await expect(new ConfigFinder(files).nearestTo("file:///a/x")).rejects.toThrow("it is a pipe");
    const told: string[] = [];
    const finder = new ConfigFinder(files, {
      read: () => told.push("read"),
      gone: () => told.push("gone"),
      unreadable: (_, { message }) => told.push(message),
    });
    expect(await finder.nearestTo("file:///a/x")).toBeUndefined();
    expect(told).toEqual(["it is a pipe"]);
    answer = () => Promise.resolve(undefined);
    finder.forget();
    await finder.nearestTo("file:///a/x");
    expect(told).toEqual(["it is a pipe", "gone"]);
  });

  it("gives paths as patterns have them, decoded and relative", () => {
    const config = { uri: "file:///a/trace-auditor.json" };
    expect(pathFrom(config, "file:///a/b%20c/%C3%A9.jsonl")).toBe("b c/é.jsonl");
    expect(pathBelow("file:///a/", "file:///a/x%")).toBe("x%");
    expect(pathBelow("file:///other", "file:///a/x")).toBe("/a/x");
  });

  it("knows the innermost of folders that lie in one another", () => {
    const folders = ["file:///w", "file:///w/inner", "file:///w/inn"];
    expect(innermost(folders, "file:///w/inner/x")).toBe("file:///w/inner");
    expect(innermost(folders, "file:///w/x")).toBe("file:///w");
    expect(innermost(folders, "file:///x")).toBeUndefined();
  });
});

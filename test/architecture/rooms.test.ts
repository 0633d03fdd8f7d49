/** Imports run along the list in rooms.ts. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { exceptions, outside, roomOf, rooms } from "./rooms";
import { root, sourceFiles } from "./sourceFiles";

const names = Object.keys(rooms);
const all = { ...rooms, ...outside };

function mayImport(from: string, to: string | undefined): boolean {
  if (to === undefined || from === to) return from === to;
  const listed = all[from] ?? [];
  return listed.includes(to) || (listed.includes("core") && to in rooms);
}

describe("the rooms of the core", () => {
  it("are on the list, all of them, and no others", () => {
    const folders = readdirSync(join(root, "server/core"), { withFileTypes: true }).filter((entry) =>
      entry.isDirectory(),
    );
    expect(folders.map(({ name }) => name).sort()).toEqual([...names].sort());
  });

  it("name only rooms that stand above them", () => {
    const upwards = names.flatMap((room, i) =>
      (rooms[room] ?? []).filter((other) => !names.slice(0, i).includes(other)).map((other) => `${room}: ${other}`),
    );
    expect(upwards).toEqual([]);
  });
});

describe("every import", () => {
  it("goes to a room that its own room may import", () => {
    const files = ["server", "client", "media"].flatMap(sourceFiles);
    expect(files.filter(({ path }) => roomOf(path) === undefined).map(({ path }) => path)).toEqual([]);
    const unlisted = files.flatMap(({ path, imports }) =>
      imports.flatMap(({ file }) => {
        const room = roomOf(path);
        // The manifest, for its version.
        if (file === undefined || room === undefined || file === "package.json") return [];
        const isException = exceptions.some(({ from, to }) => from.test(path) && to.test(file));
        return isException || mayImport(room, roomOf(file)) ? [] : [`${path} imports ${file}`];
      }),
    );
    expect(unlisted).toEqual([]);
  });

  it("that is an exception is there: what is gone leaves the list", () => {
    const files = ["server", "client", "media"].flatMap(sourceFiles);
    const unused = exceptions.filter(
      ({ from, to }) =>
        !files.some(
          ({ path, imports }) => from.test(path) && imports.some(({ file }) => file !== undefined && to.test(file)),
        ),
    );
    expect(unused).toEqual([]);
  });
});

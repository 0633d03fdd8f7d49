/** Who may import whom: the invariants of ARCHITECTURE.md that imports can break. */
import { isBuiltin } from "node:module";
import { describe, expect, it } from "vitest";
import { sourceFiles, type Import, type SourceFile } from "./sourceFiles";

const core = sourceFiles("server/core");
const faces = ["server/languageServer", "server/cli"];

/** "file imports what", for every import that is not allowed; a test expects none. */
function offences(files: readonly SourceFile[], isOffence: (imported: Import, from: SourceFile) => boolean): string[] {
  return files.flatMap((from) =>
    from.imports
      .filter((imported) => isOffence(imported, from))
      .map((imported) => `${from.path} imports ${imported.file ?? imported.specifier}`),
  );
}

function isInside(file: string | undefined, folder: string): boolean {
  return file?.startsWith(`${folder}/`) ?? false;
}

describe("the core", () => {
  it("is there to be looked at", () => {
    expect(core.length).toBeGreaterThan(20);
  });

  it("knows neither VS Code nor the language server protocol nor Node", () => {
    const forbidden = ({ specifier }: Import): boolean =>
      specifier === "vscode" || specifier.startsWith("vscode-") || isBuiltin(specifier);
    expect(offences(core, forbidden)).toEqual([]);
  });

  it("imports nothing from its faces, the client or the webviews, only itself and the generated parsers", () => {
    const outside = ({ file }: Import): boolean =>
      file !== undefined && !isInside(file, "server/core") && !isInside(file, "server/core/generated");
    expect(offences(core, outside)).toEqual([]);
  });

  it("has rooms whose imports run in one direction: no circle among them", () => {
    expect(circleAmong(roomGraph())).toBeUndefined();
  });

  it("has files whose imports run in one direction too, those of types included", () => {
    expect(circleAmong(fileGraph(core))).toBeUndefined();
  });

  it("keeps text/ at the bottom: offsets and lines know nothing of traces", () => {
    const text = core.filter(({ path }) => isInside(path, "server/core/text"));
    const upwards = ({ file }: Import): boolean => file !== undefined && roomOf(file) !== "text";
    expect(offences(text, upwards)).toEqual([]);
  });
});

describe("rules", () => {
  const rules = core.filter(({ path }) =>
    /^server\/core\/rules\/(?!shared\/|edits\/)[a-zA-Z]+\/[a-z0-9-]+\.ts$/.test(path),
  );
  const ruleFiles = new Set(rules.map(({ path }) => path));

  it("see the model, not each other", () => {
    expect(offences(rules, ({ file }) => file !== undefined && ruleFiles.has(file))).toEqual([]);
  });

  it("are reached through the room's list and index alone", () => {
    const doors = ["server/core/rules/index.ts", "server/core/rules/list.ts"];
    const others = [...core, ...faces.flatMap(sourceFiles)].filter(({ path }) => !doors.includes(path));
    expect(offences(others, ({ file }) => file !== undefined && ruleFiles.has(file))).toEqual([]);
  });
});

describe("the faces", () => {
  it("do not import one another", () => {
    const files = faces.flatMap(sourceFiles);
    const other = ({ file }: Import, from: SourceFile): boolean =>
      faces.some((face) => isInside(file, face) && !isInside(from.path, face));
    expect(offences(files, other)).toEqual([]);
  });

  it("leave the protocol to the language server: the command line does not know it", () => {
    expect(offences(sourceFiles("server/cli"), ({ specifier }) => specifier.startsWith("vscode-language"))).toEqual([]);
  });
});

describe("the faces and the client", () => {
  it.each([...faces, "client", "media"])("have no circle of imports: %s", (folder) => {
    expect(circleAmong(fileGraph(sourceFiles(folder)))).toBeUndefined();
  });
});

describe("what faces share of the operating system", () => {
  it("knows the core, and neither the faces nor VS Code nor the protocol", () => {
    const outside = ({ specifier, file }: Import): boolean =>
      file === undefined
        ? !isBuiltin(specifier) && !["vscode-uri", "https-proxy-agent", "proxy-from-env"].includes(specifier)
        : !isInside(file, "server/core") && !isInside(file, "server/node");
    expect(sourceFiles("server/node").length).toBeGreaterThan(0);
    expect(offences(sourceFiles("server/node"), outside)).toEqual([]);
  });
});

describe("a browser", () => {
  it("could run the language server: only its entry for Node knows Node, and only its entry for a worker what a worker has", () => {
    const files = sourceFiles("server/languageServer");
    const entries = ["server/languageServer/main.ts", "server/languageServer/worker.ts"];
    const hosted = ({ specifier, file }: Import): boolean =>
      isBuiltin(specifier) ||
      /^vscode-.*\/(?:node|browser)$/.test(specifier) ||
      isInside(file, "server/node") ||
      isInside(file, "server/web");
    expect(files.map(({ path }) => path)).toEqual(expect.arrayContaining(entries));
    expect(
      offences(
        files.filter(({ path }) => !entries.includes(path)),
        hosted,
      ),
    ).toEqual([]);
  });

  it("could run the client, but for the file that starts the server as a process", () => {
    const files = sourceFiles("client").filter(({ path }) => path !== "client/src/languageClient.ts");
    const node = ({ specifier }: Import): boolean => isBuiltin(specifier) || specifier.endsWith("/node");
    expect(offences(files, node)).toEqual([]);
  });

  it("has what server/web takes: neither Node nor the faces", () => {
    const outside = ({ file }: Import): boolean => !isInside(file, "server/core") && !isInside(file, "server/web");
    expect(sourceFiles("server/web").length).toBeGreaterThan(0);
    expect(offences(sourceFiles("server/web"), outside)).toEqual([]);
  });
});

describe("the client", () => {
  it("is, beside the suite that runs in VS Code, the only place that imports vscode", () => {
    const allowed = ["client/src", "test/vscode"];
    const files = ["client", "server", "media", "test", "scripts"].flatMap(sourceFiles);
    const others = files.filter(({ path }) => !allowed.some((folder) => isInside(path, folder)));
    expect(offences(others, ({ specifier }) => specifier === "vscode")).toEqual([]);
  });

  it("is activated without the language client, which is loaded with the session", () => {
    const files = loadedWith("client/src/extension.ts", ["client", "server"].flatMap(sourceFiles));
    expect(files.length).toBeGreaterThan(5);
    expect(offences(files, ({ specifier, runs }) => runs && specifier.startsWith("vscode-"))).toEqual([]);
    expect(files.map(({ path }) => path)).not.toContain("client/src/session.ts");
  });

  it("talks to the server by messages: of its code it imports types and the core's pure parts at most", () => {
    const servers = [...faces, "server/node"];
    // The judge's network is the extension host's, which has the user's proxy and certificates.
    const others = sourceFiles("client").filter(({ path }) => path !== "client/src/judging/judgeNetwork.ts");
    expect(offences(others, ({ file }) => servers.some((room) => isInside(file, room)))).toEqual([]);
  });
});

describe("the webviews", () => {
  it("have neither Node nor VS Code nor the server", () => {
    const forbidden = ({ specifier, file }: Import): boolean =>
      isBuiltin(specifier) || [...faces, "server/node", "client"].some((place) => isInside(file, place));
    expect(offences(sourceFiles("media"), forbidden)).toEqual([]);
  });
});

/** The files that run when one does, before it asks for more by import(). */
function loadedWith(entry: string, files: readonly SourceFile[]): SourceFile[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const loaded = new Set([entry]);
  // What is added to a set while it is gone through is gone through too.
  for (const path of loaded) {
    for (const { file, runs } of byPath.get(path)?.imports ?? []) if (runs && file !== undefined) loaded.add(file);
  }
  return [...loaded].flatMap((path) => byPath.get(path) ?? []);
}

/** The room of a core file: its folder right below core/. */
function roomOf(file: string): string | undefined {
  return /^server\/core\/([^/]+)\//.exec(file)?.[1];
}

function roomGraph(): Map<string, Set<string>> {
  const graph = new Map<string, Set<string>>();
  for (const { path, imports } of core) {
    const from = roomOf(path);
    for (const { file } of imports) {
      const to = file === undefined ? undefined : roomOf(file);
      if (from === undefined || to === undefined || from === to) continue;
      graph.set(from, (graph.get(from) ?? new Set()).add(to));
    }
  }
  return graph;
}

function fileGraph(files: readonly SourceFile[]): Map<string, Set<string>> {
  return new Map(
    files.map(({ path, imports }) => [
      path,
      new Set(imports.flatMap(({ file }) => (file === undefined ? [] : [file]))),
    ]),
  );
}

/** A circle as "a → b → a", or undefined where there is none. */
function circleAmong(graph: ReadonlyMap<string, ReadonlySet<string>>): string | undefined {
  const done = new Set<string>();
  const visit = (node: string, path: readonly string[]): string | undefined => {
    if (path.includes(node)) return [...path.slice(path.indexOf(node)), node].join(" → ");
    if (done.has(node)) return undefined;
    for (const next of graph.get(node) ?? []) {
      const circle = visit(next, [...path, node]);
      if (circle !== undefined) return circle;
    }
    done.add(node);
    return undefined;
  };
  for (const node of graph.keys()) {
    const circle = visit(node, []);
    if (circle !== undefined) return circle;
  }
  return undefined;
}

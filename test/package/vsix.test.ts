/** What people install: the VSIX, as VS Code unpacks it. Small, whole, and nothing of this checkout in it. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { isBuiltin } from "node:module";
import { homedir, tmpdir } from "node:os";
import { join, relative, sep } from "node:path";
import { spawnSync } from "node:child_process";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ensureHostedVsCode } from "../../scripts/setup/hostedVsCode.mjs";
import { root } from "../../scripts/setup/project.mjs";
import { ensureVsix } from "../../scripts/setup/vsix.mjs";
import { extensionsFolder, installVsix } from "../../scripts/vscode/hostedServer.mjs";

let vsix: string;
let dataFolder: string;
/** The extension as it is installed. */
let folder: string;
/** Its files, from there, with slashes. */
let files: string[];

beforeAll(async () => {
  vsix = await ensureVsix();
  dataFolder = mkdtempSync(join(tmpdir(), "trace-auditor-package-"));
  await installVsix({ vscode: await ensureHostedVsCode(), dataFolder }, vsix);
  const installed = readdirSync(extensionsFolder(dataFolder), { withFileTypes: true }).filter((entry) =>
    entry.isDirectory(),
  );
  expect(installed).toHaveLength(1);
  folder = join(extensionsFolder(dataFolder), installed[0]!.name);
  files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"));
});
afterAll(() => rmSync(dataFolder, { recursive: true, force: true, maxRetries: 3 }));

const read = (file: string): string => readFileSync(join(folder, file), "utf8");
const manifest = (): Record<string, unknown> => JSON.parse(read("package.json")) as Record<string, unknown>;

describe("the VSIX", () => {
  it("is smaller than 2 MB", () => {
    expect(statSync(vsix).size).toBeLessThan(2e6);
  });

  it("holds what runs and what is read, and nothing else", () => {
    const expected = [
      /^package(\.nls)?\.json$/,
      /^(readme|changelog)\.md$/,
      /^LICENSE\.txt$/,
      /^\.vsixmanifest$/,
      /^dist\/(client|session|server|cli|program)\.js$/,
      /^dist\/NOTICES\.txt$/,
      /^dist\/media\/[a-zA-Z-]+\.(js|css)$/,
      /^docs\/rules\/[a-zA-Z0-9-]+\.md$/,
      /^examples\/([a-z-]+\/)?[a-z0-9-]+\.(trace|jsonl?)$/,
      /^media\/icon\.png$/,
      /^media\/(icons|walkthrough)\/[a-z-]+\.svg$/,
      /^server\/core\/config\/trace-auditor\.schema\.json$/,
      /^syntaxes\/[a-zA-Z.-]+\.json$/,
    ];
    expect(files.filter((file) => !expected.some((pattern) => pattern.test(file)))).toEqual([]);
  });

  it("holds the licence of every package that is bundled", () => {
    const notices = read("dist/NOTICES.txt");
    for (const name of ["vscode-languageclient", "vscode-languageserver", "commander", "chart.js", "ajv"]) {
      expect(notices).toMatch(new RegExp(`^${name.replace(".", "\\.")} \\d+\\.\\d+\\.\\d+ \\(MIT\\)$`, "m"));
    }
    expect(notices).toContain("Permission is hereby granted, free of charge");
  });

  it("holds every file that its manifest names, and the page of every rule", () => {
    const named = [...JSON.stringify(manifest()).matchAll(/"(?:\.\/)?((?:dist|media|syntaxes|server|docs)\/[^"]+)"/g)];
    const missing = named
      .map(([, path]) => path!)
      .filter((path) => !files.some((f) => f === path || f.startsWith(`${path}/`)));
    expect(named.length).toBeGreaterThan(8);
    expect(missing).toEqual([]);
    const pages = readdirSync(join(root, "docs", "rules")).map((page) => `docs/rules/${page}`);
    expect(pages.filter((page) => !files.includes(page))).toEqual([]);
  });

  it("defines every text that its manifest asks for", () => {
    const texts = JSON.parse(read("package.nls.json")) as Record<string, string>;
    const asked = [...JSON.stringify(manifest()).matchAll(/%([^%\s"]+)%/g)].map(([, key]) => key!);
    expect(asked.filter((key) => !(key in texts))).toEqual([]);
  });

  it("keeps this checkout to itself: no sources, maps, scripts, paths of this machine or of data beside it", () => {
    expect(
      Object.keys(manifest()).filter((key) => /^(scripts|devDependencies|dependencies|private)$/.test(key)),
    ).toEqual([]);
    const telling = [root, homedir(), "/shared/", "sourceMappingURL", "sourcesContent"].filter((text) => text !== "/");
    const found = files.flatMap((file) => {
      const text = read(file);
      return telling.filter((words) => text.includes(words)).map((words) => `${file}: ${words}`);
    });
    expect(found).toEqual([]);
  });

  it("needs nothing but VS Code and Node: all else is in the bundles", () => {
    const inEditor = ["dist/client.js", "dist/session.js"];
    for (const file of [...inEditor, "dist/server.js", "dist/cli.js", "dist/program.js"]) {
      const required = [...read(file).matchAll(/\brequire\("([^"]+)"\)/g)].map(([, name]) => name!);
      // Ajv holds such words as the text of code that it could write, and does not here.
      const written = required.filter((name) => !name.startsWith("ajv/dist/runtime/"));
      const own = inEditor.includes(file) ? ["vscode", "./session"] : [];
      const foreign = written.filter((name) => !isBuiltin(name) && !own.includes(name));
      expect({ file, foreign }).toEqual({ file, foreign: [] });
    }
  });

  it("is activated by a small file, and loads the language client when a trace is open", () => {
    // It tells from a document's content whether it is ours: the formats of records and what they share take 115 KB of it.
    expect(statSync(join(folder, "dist", "client.js")).size).toBeLessThan(160_000);
    // A request that the language client makes, and nobody else names.
    const holders = ["dist/client.js", "dist/session.js"].filter((file) =>
      read(file).includes("client/registerCapability"),
    );
    expect(holders).toEqual(["dist/session.js"]);
    expect(read("dist/client.js")).toContain('require("./session")');
  });

  it("holds chart.js once", () => {
    // A name that chart.js registers, and nobody else would write.
    const holders = files.filter((file) => read(file).includes("borderSkipped"));
    expect(holders).toHaveLength(1);
  });

  it("has a command line that works from where it is installed", () => {
    const { status, stdout } = spawnSync(
      process.execPath,
      [join(folder, "dist", "cli.js"), "audit", "--format", "jsonl", join(folder, "examples", "broken.trace")],
      { encoding: "utf8" },
    );
    expect(status).toBe(1);
    expect(stdout).toContain('"unclosed-tag"');
  });

  it("says in its README nothing that needs the repository", () => {
    const readme = read("readme.md");
    expect(readme).toContain("Trace Auditor: Get Started");
    expect(readme.match(/npm |dist\/cli|CONTRIBUTING|in the repository/g)).toBeNull();
  });

  it("shows pictures and no dead links in its README", () => {
    const links = [...read("readme.md").matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target!);
    expect(links.filter((target) => !/^(https:|data:image\/png;|#)/.test(target))).toEqual([]);
    expect(links.some((target) => target.startsWith("data:image/png;"))).toBe(true);
  });
});

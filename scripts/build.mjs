/**
 * Builds everything that runs: the parsers from their grammars, then one bundle for each process. Flags: --watch
 * (rebuild on change), --production (minified, without source maps), --out FOLDER (instead of dist).
 */
import { chmodSync, existsSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { noticesOf } from "./notices.mjs";
import { main, must, SetupError } from "./setup/process.mjs";
import { buildStamp, ensureDependencies, root } from "./setup/project.mjs";

const { values: flags } = parseArgs({
  options: {
    watch: { type: "boolean", default: false },
    production: { type: "boolean", default: false },
    out: { type: "string", default: "dist" },
  },
});

/** @type {import("esbuild").BuildOptions} */
const common = {
  absWorkingDir: root,
  bundle: true,
  minify: flags.production,
  sourcemap: !flags.production,
  logLevel: "warning",
  // The notices file has the comments that are left out here.
  legalComments: "none",
  metafile: true,
};

/** @type {import("esbuild").BuildOptions} */
const forNode = {
  ...common,
  platform: "node",
  target: "node20",
  format: "cjs",
  // jsonc-parser's "main" is a UMD file whose requires cannot be bundled; its "module" can.
  mainFields: ["module", "main"],
};

/**
 * The extension host loads the first bundle to activate us, and the session when `import("./session")` asks for it,
 * through require, which finds bundles without their extension.
 * @type {import("esbuild").BuildOptions}
 */
const extension = { ...forNode, external: ["vscode", "./session"], supported: { "dynamic-import": false } };

/** @type {import("esbuild").BuildOptions} */
const program = { ...forNode, banner: { js: "#!/usr/bin/env node" } };

/**
 * The command line: the program that `cli.js` runs is one function, so that it can be compiled in advance.
 * @type {import("esbuild").BuildOptions}
 */
const commandLine = {
  ...forNode,
  banner: { js: "(function (exports, require, module, __filename, __dirname) {" },
  footer: { js: "})" },
};

/**
 * The bundles: two for the extension host, a small and a large one for the terminal, one for the language server, and
 * one for each webview.
 */
function bundles() {
  const { out } = flags;
  /** @type {import("esbuild").BuildOptions[]} */
  const all = [
    { ...extension, entryPoints: ["client/src/extension.ts"], outfile: `${out}/client.js` },
    { ...extension, entryPoints: ["client/src/session.ts"], outfile: `${out}/session.js` },
    { ...program, entryPoints: ["server/languageServer/main.ts"], outfile: `${out}/server.js` },
    { ...program, entryPoints: ["server/cli/launch.ts"], outfile: `${out}/cli.js` },
    { ...commandLine, entryPoints: ["server/cli/main.ts"], outfile: `${out}/program.js` },
  ];
  const webviews = webviewEntries();
  if (Object.keys(webviews).length > 0) {
    all.push({
      ...common,
      entryPoints: webviews,
      outdir: `${out}/media`,
      platform: "browser",
      target: "es2022",
      format: "iife",
    });
  }
  return all;
}

/** Each folder of media/ with a main.ts is a webview: dist/media/<folder>.js (and .css, if it imports styles). */
function webviewEntries() {
  /** @type {Record<string, string>} */
  const entries = {};
  for (const folder of readdirSync(join(root, "media"), { withFileTypes: true })) {
    const entry = `media/${folder.name}/main.ts`;
    if (folder.isDirectory() && existsSync(join(root, entry))) entries[folder.name] = entry;
  }
  return entries;
}

/** Marks the end of a successful build: `npm start` and `npm test` build again only if a source is newer. */
function finish() {
  for (const program of ["cli.js", "server.js"]) chmodSync(join(root, flags.out, program), 0o755);
  if (flags.out === "dist") writeFileSync(buildStamp, "");
}

await main(async () => {
  await ensureDependencies();
  await must("Building the grammars", process.execPath, [join(root, "scripts", "build-grammars.mjs")], { cwd: root });
  const esbuild = await import("esbuild");
  if (flags.watch) {
    const contexts = await Promise.all(bundles().map((options) => esbuild.context(options)));
    await Promise.all(contexts.map((context) => context.watch()));
    console.error("Watching. A changed grammar needs `npm run grammars`. Ctrl+C ends.");
    return;
  }
  // A package must contain no old files; otherwise the old build stays in use until the new one replaces it.
  if (flags.production) rmSync(join(root, flags.out), { recursive: true, force: true });
  const built = await Promise.all(bundles().map((options) => esbuild.build(options))).catch(
    (/** @type {unknown} */ error) => {
      // esbuild has already printed the error and its place.
      throw new SetupError(
        `Not built: ${error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error)}`,
      );
    },
  );
  const files = new Set(built.flatMap(({ metafile }) => Object.keys(metafile?.inputs ?? {})));
  writeFileSync(join(root, flags.out, "NOTICES.txt"), noticesOf(files, root));
  // A package runs on another version of V8, which could not use the cache.
  if (!flags.production) {
    const script = join(root, "scripts", "code-cache.mjs");
    await must("Compiling the command line", process.execPath, [script, flags.out], { cwd: root });
  }
  finish();
});

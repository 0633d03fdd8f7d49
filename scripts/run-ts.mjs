/**
 * Runs a TypeScript file on plain Node: `node scripts/run-ts.mjs [NODE-FLAGS] FILE [ARGS…]`. esbuild bundles it into
 * .cache. `--node24` among the flags takes Node 24 from npm if the installed Node is older, for tools that require it.
 */
import { mkdirSync } from "node:fs";
import { basename, join, relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { ensureHostedVsCode } from "./setup/hostedVsCode.mjs";
import { main, run, SetupError } from "./setup/process.mjs";
import { root } from "./setup/project.mjs";

/** The scripts find the repository from their own place, so they are imported from there. @type {import("esbuild").Plugin} */
const scriptsStayWhereTheyAre = {
  name: "scripts-stay-where-they-are",
  setup(build) {
    build.onResolve({ filter: /\.mjs$/ }, ({ path, resolveDir }) => {
      const file = resolve(resolveDir, path);
      return file.startsWith(join(root, "scripts")) ? { path: pathToFileURL(file).href, external: true } : undefined;
    });
  },
};

await main(async () => {
  const args = process.argv.slice(2);
  const at = args.findIndex((arg) => !arg.startsWith("-"));
  const file = args[at];
  if (file === undefined) throw new SetupError("Usage: node scripts/run-ts.mjs [NODE-FLAGS] FILE [ARGS…]");
  const entry = resolve(file);
  const name = relative(root, entry).replace(/[/\\]/g, "-").replace(/\.ts$/, "");
  const outfile = join(root, ".cache", "run-ts", `${name || basename(entry)}.mjs`);
  mkdirSync(join(root, ".cache", "run-ts"), { recursive: true });
  await build({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: "node",
    target: "node20",
    format: "esm",
    mainFields: ["module", "main"],
    sourcemap: "inline",
    // CommonJS packages in the bundle load Node's modules through require.
    banner: {
      js: 'import { createRequire as $createRequire } from "node:module"; const require = $createRequire(import.meta.url);',
    },
    plugins: [scriptsStayWhereTheyAre],
    // These scripts run outside VS Code: the client's files can be loaded, and get an empty `vscode`.
    alias: { vscode: join(root, "scripts", "vscode", "absent.cjs") },
    // Loaded from node_modules when the script runs: tools that are not part of the product.
    external: ["esbuild", "vitest", "playwright-core", "@vscode/test-electron", "mocha"],
    logLevel: "warning",
  });
  const flags = args.slice(0, at).filter((flag) => flag !== "--node24");
  const old = Number(process.versions.node.split(".")[0]) < 22;
  const node = flags.length < at && old ? (await ensureHostedVsCode()).node : process.execPath;
  const { code } = await run(node, ["--enable-source-maps", ...flags, outfile, ...args.slice(at + 1)]);
  return code;
});

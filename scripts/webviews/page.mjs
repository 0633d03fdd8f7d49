/**
 * A webview in a plain browser page: its dev.ts, bundled, at a local address, under a policy as strict as VS Code's.
 */
import { createServer } from "node:http";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { SetupError } from "../setup/process.mjs";
import { root } from "../setup/project.mjs";

const policy = "default-src 'none'; script-src 'self'; style-src 'self'";

/**
 * @param {string} name a folder of media/
 * @returns {Promise<{ url: string, close: () => Promise<void> }>}
 */
export async function serveWebviewPage(name) {
  const entry = join(root, "media", name, "dev.ts");
  if (!/^[a-z-]+$/.test(name) || !existsSync(entry)) throw new SetupError(`There is no media/${name}/dev.ts.`);
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: { page: entry },
    outdir: "page",
    bundle: true,
    write: false,
    platform: "browser",
    target: "es2022",
    format: "iife",
    logLevel: "warning",
  });
  /** @type {Record<string, { type: string, text: string }>} */
  const files = {
    "/": {
      type: "text/html",
      text: `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>${name}</title><link rel="stylesheet" href="page.css"></head><body><script src="page.js"></script></body></html>`,
    },
  };
  for (const { path, text } of outputFiles) {
    files[path.endsWith(".css") ? "/page.css" : "/page.js"] = {
      type: path.endsWith(".css") ? "text/css" : "text/javascript",
      text,
    };
  }
  const server = createServer((request, response) => {
    const file = files[new URL(request.url ?? "/", "http://localhost").pathname];
    response.writeHead(file === undefined ? 404 : 200, {
      "content-type": `${file?.type ?? "text/plain"}; charset=utf-8`,
      "content-security-policy": policy,
    });
    response.end(file?.text ?? "");
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  return {
    url: `http://127.0.0.1:${String(port)}/`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

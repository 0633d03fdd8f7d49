/** Runs the command line as its users do: bundled, as a process of its own. */
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { threadId } from "node:worker_threads";
import { build } from "esbuild";

export const root = join(import.meta.dirname, "..", "..", "..");

const bundles = new Map<string, Promise<string>>();

/** The bundle, made once for each thread of tests: dist/ may be older than the source. */
export function bundledCli(entry = "server/cli/main.ts"): Promise<string> {
  let bundle = bundles.get(entry);
  bundle ??= (async () => {
    const outfile = join(root, ".cache", "test-cli", `${basename(entry, ".ts")}-${process.pid}-${threadId}.js`);
    await build({
      absWorkingDir: root,
      entryPoints: [entry],
      outfile,
      bundle: true,
      platform: "node",
      target: "node20",
      format: "cjs",
      mainFields: ["module", "main"],
      logLevel: "error",
    });
    return outfile;
  })();
  bundles.set(entry, bundle);
  return bundle;
}

export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly folder?: string;
  readonly input?: string | Buffer;
  readonly env?: Readonly<Record<string, string>>;
  /** Another program than the command line itself. */
  readonly entry?: string;
}

/** Runs `trace-auditor` with these arguments to its end. */
export async function traceAuditor(args: readonly string[], options: RunOptions = {}): Promise<Finished> {
  const child = spawn(process.execPath, [await bundledCli(options.entry), ...args], {
    cwd: options.folder ?? root,
    env: { ...process.env, ...options.env },
  });
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => out.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => err.push(chunk));
  child.stdin.on("error", () => undefined);
  child.stdin.end(options.input ?? "");
  const code = await new Promise<number | null>((resolve) => child.on("close", resolve));
  return { code, stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(err).toString() };
}

/** A fresh folder with these files, by their paths. */
export function folderWith(files: Readonly<Record<string, string | Buffer>>): string {
  const folder = mkdtempSync(join(tmpdir(), "trace-auditor-test-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

/** The lines of a jsonl output. */
export function jsonLines(stdout: string): Line[] {
  return stdout
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Line);
}

/** A line of `audit --format jsonl`. */
export interface Line {
  readonly file: string;
  readonly record: number;
  readonly trace?: number;
  readonly id?: string;
  readonly profile?: string;
  readonly line?: number;
  readonly error?: { readonly code: string; readonly message: string };
  readonly verdict?: Readonly<Record<string, string | null>>;
  readonly findings?: readonly {
    readonly rule: string;
    readonly severity: string;
    readonly message: string;
    readonly part: string;
    readonly range: { readonly start: Place; readonly end: Place };
    readonly fixable: boolean;
  }[];
}

export interface Place {
  readonly line: number;
  readonly character: number;
}

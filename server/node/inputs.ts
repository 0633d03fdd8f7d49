import type { Dirent } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { extname, join, resolve } from "node:path";
import { mayHoldTraces } from "../core/records/fileEndings";

/** One thing to read. */
export interface Input {
  /** Its name in results: the path as given, or built from it; `-` for standard input. */
  readonly name: string;
  /** Absolute path; undefined for standard input. */
  readonly path: string | undefined;
  /** Was it named, rather than found in a folder? Then it is read in any case, or an error says why not. */
  readonly named: boolean;
}

/** The input for an argument of the command, or why there is none, or the parts of a folder that were not searched. */
export type FoundInput =
  Input | { readonly name: string; readonly problem: string } | { readonly name: string; readonly passedOver: string };

const passedOver: ReadonlySet<string> = new Set(["node_modules", "__pycache__"]);

/**
 * The inputs that the arguments name, in their order; a folder's files are sorted by name, with its folders after them.
 */
export async function* findInputs(args: readonly string[], folder: string): AsyncGenerator<FoundInput> {
  for (const name of args) {
    if (name === "-") {
      yield { name, path: undefined, named: true };
      continue;
    }
    const path = resolve(folder, name);
    try {
      if ((await stat(path)).isDirectory()) yield* walk(name, path);
      else yield { name, path, named: true };
    } catch (error) {
      yield { name, problem: whyNotFound(name, error) };
    }
  }
}

/** Why the file or folder with that name cannot be read. One that is no UTF-8 is read with U+FFFD in it. */
export function whyNotFound(name: string, error: unknown): string {
  const isMissing = (error as NodeJS.ErrnoException | null)?.code === "ENOENT";
  return isMissing && name.includes("\ufffd") ? "its name is no UTF-8" : whyUnreadable(error);
}

/** Why a file or folder cannot be read, for people. */
export function whyUnreadable(error: unknown): string {
  switch ((error as NodeJS.ErrnoException | null)?.code) {
    case "ENOENT":
      return "there is no such file or folder";
    case "EACCES":
    case "EPERM":
      return "no permission to read it";
    case "EISDIR":
      return "it is a folder";
    case "ELOOP":
      return "its links lead in a circle";
    case "EMFILE":
    case "ENFILE":
      return "too many files are open on this machine";
    case "EIO":
      return "its disk or network failed";
    default:
      return error instanceof Error ? error.message : String(error);
  }
}

/** Hidden folders, installed packages and links are skipped. A list instead of recursion, because trees can be deep. */
async function* walk(name: string, path: string): AsyncGenerator<FoundInput> {
  const passed = new PassedOver();
  const open = [{ name, path }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const here = next;
    let entries: Dirent[];
    try {
      entries = await readdir(here.path, { withFileTypes: true });
    } catch (error) {
      yield { name: here.name, problem: whyNotFound(here.name, error) };
      continue;
    }
    entries.sort((a, b) => (a.name < b.name ? -1 : 1));
    const at = (entry: Dirent): { name: string; path: string } => ({
      name: join(here.name, entry.name),
      path: join(here.path, entry.name),
    });
    for (const entry of entries) {
      if (entry.isFile() && mayHoldTraces.test(entry.name)) yield { ...at(entry), named: false };
      else if (!entry.isDirectory()) passed.add(entry);
    }
    const folders = entries.filter((entry) => {
      const isWalked = entry.isDirectory() && !entry.name.startsWith(".") && !passedOver.has(entry.name);
      if (entry.isDirectory() && !isWalked) passed.add(entry);
      return isWalked;
    });
    for (const entry of folders.reverse()) open.push(at(entry));
  }
  const words = passed.describe();
  if (words !== undefined) yield { name, passedOver: words };
}

/** The parts of a folder that were not searched: only counted, because there can be thousands. */
class PassedOver {
  private readonly endings = new Map<string, number>();
  private readonly folders = new Map<string, number>();
  private links = 0;

  add(entry: Dirent): void {
    if (entry.isDirectory()) this.count(this.folders, entry.name);
    else if (entry.isSymbolicLink()) this.links++;
    else this.count(this.endings, extname(entry.name) || entry.name);
  }

  /** For people; undefined if there was nothing. */
  describe(): string | undefined {
    const told = [
      this.list("files that do not end as files of traces do", this.endings),
      this.links === 0 ? "" : `${this.links} ${this.links === 1 ? "link" : "links"}`,
      this.list("hidden and installed folders", this.folders),
    ].filter((words) => words !== "");
    return told.length === 0 ? undefined : told.join("; ");
  }

  private count(counts: Map<string, number>, name: string): void {
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }

  private list(what: string, counts: ReadonlyMap<string, number>): string {
    if (counts.size === 0) return "";
    const sorted = [...counts].sort(([, a], [, b]) => b - a);
    const shown = sorted.slice(0, 8).map(([name, count]) => (count === 1 ? name : `${count} ${name}`));
    return `${what} (${shown.join(", ")}${sorted.length > 8 ? ", …" : ""})`;
  }
}

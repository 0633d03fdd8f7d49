import type { Dirent } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { join, resolve } from "node:path";

/** One thing to read. */
export interface Input {
  /** As it is shown in results: the path as it was given, or built from it; `-` for standard input. */
  readonly name: string;
  /** Absolute path; undefined for standard input. */
  readonly path: string | undefined;
  /** Was it named, and not found in a folder? Then it is read whatever it looks like, or it is told why not. */
  readonly named: boolean;
}

/** What an argument of the command leads to, or why it leads nowhere. */
export type FoundInput = Input | { readonly name: string; readonly problem: string };

/** Files of these names are looked into when a folder is walked. */
const walked = /\.(?:trace|jsonl|ndjson|json)$/i;
const passedOver: ReadonlySet<string> = new Set(["node_modules", "__pycache__"]);

/** The inputs that the arguments name, in their order; a folder's files by name, its folders after them. */
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
      yield { name, problem: whyUnreadable(error) };
    }
  }
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
    default:
      return error instanceof Error ? error.message : String(error);
  }
}

/** Hidden folders, what package managers install and links are passed over. A list and not recursion: trees may be deep. */
async function* walk(name: string, path: string): AsyncGenerator<FoundInput> {
  const open = [{ name, path }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const here = next;
    let entries: Dirent[];
    try {
      entries = await readdir(here.path, { withFileTypes: true });
    } catch (error) {
      yield { name: here.name, problem: whyUnreadable(error) };
      continue;
    }
    entries.sort((a, b) => (a.name < b.name ? -1 : 1));
    const at = (entry: Dirent): { name: string; path: string } => ({
      name: join(here.name, entry.name),
      path: join(here.path, entry.name),
    });
    for (const entry of entries) {
      if (entry.isFile() && walked.test(entry.name)) yield { ...at(entry), named: false };
    }
    const folders = entries.filter(
      (entry) => entry.isDirectory() && !entry.name.startsWith(".") && !passedOver.has(entry.name),
    );
    for (const entry of folders.reverse()) open.push(at(entry));
  }
}

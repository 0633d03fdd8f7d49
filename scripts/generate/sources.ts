/** The files that are partly generated: read once, changed by each subject, and returned whole. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../setup/project.mjs";

export type Json = { [key: string]: Json } | Json[] | string | number | boolean | null;
export type JsonObject = Record<string, Json>;

export class Sources {
  private readonly texts = new Map<string, string>();
  private readonly objects = new Map<string, JsonObject>();

  /** The text in its present form; `path` is from the repository's root. */
  text(path: string): string {
    return this.texts.get(path) ?? readFileSync(join(root, path), "utf8");
  }

  setText(path: string, text: string): void {
    this.texts.set(path, text);
  }

  /** A file's JSON object, to be changed in place. */
  json(path: string): JsonObject {
    let object = this.objects.get(path);
    if (object === undefined) this.objects.set(path, (object = JSON.parse(this.text(path)) as JsonObject));
    return object;
  }

  /**
   * Puts `lines` between the marks `<!-- generated: NAME -->` and `<!-- end: NAME -->` of a Markdown file.
   *
   * @throws where the file lacks the marks
   */
  setBetweenMarks(path: string, name: string, lines: readonly string[]): void {
    const text = this.text(path);
    const [open, close] = [`<!-- generated: ${name} -->`, `<!-- end: ${name} -->`];
    const [start, end] = [text.indexOf(open), text.indexOf(close)];
    if (start < 0 || end < start) throw new Error(`${path} has no ${open} … ${close}`);
    this.setText(path, [text.slice(0, start + open.length), "", ...lines, "", text.slice(end)].join("\n"));
  }

  /** Sets the number before a word, wherever the text counts it: "48 rules". */
  setCount(path: string, word: string, count: number): void {
    this.setText(path, this.text(path).replace(new RegExp(String.raw`\b\d+(?= ${word}\b)`, "g"), String(count)));
  }

  /** All files that were changed, with their new texts. */
  get changed(): { path: string; text: string }[] {
    const objects = [...this.objects].map(([path, object]) => ({ path, text: JSON.stringify(object, null, 2) }));
    return [...objects, ...[...this.texts].map(([path, text]) => ({ path, text }))];
  }
}

/** The object at a path of keys. */
export function objectAt(from: Json, ...keys: readonly string[]): JsonObject {
  let at: Json | undefined = from;
  for (const key of keys) at = typeof at === "object" && at !== null && !Array.isArray(at) ? at[key] : undefined;
  if (typeof at !== "object" || at === null || Array.isArray(at))
    throw new Error(`there is no object at ${keys.join(".")}`);
  return at;
}

/** Replaces the entries whose key has the prefix, at the place of the first of them. */
export function replaceWithPrefix(object: JsonObject, prefix: string, entries: Readonly<Record<string, Json>>): void {
  const old = Object.entries(object);
  const at = old.findIndex(([key]) => key.startsWith(prefix));
  const others = old.filter(([key]) => !key.startsWith(prefix));
  const before = others.slice(0, at < 0 ? others.length : at);
  for (const key of Object.keys(object)) delete object[key];
  Object.assign(object, Object.fromEntries([...before, ...Object.entries(entries), ...others.slice(before.length)]));
}

/** A setting of package.json, whatever its group. */
export function settingNamed(manifest: JsonObject, name: string): JsonObject {
  const groups = objectAt(manifest, "contributes")["configuration"] as JsonObject[];
  const found = groups.map((group) => objectAt(group, "properties")[name]).find((setting) => setting !== undefined);
  if (found === undefined) throw new Error(`package.json has no setting ${name}`);
  return found as JsonObject;
}

import type { FileStore } from "../host/fileStore";
import { readConfig } from "./readConfig";
import { configFileName, type ConfigProblem, type TeamConfig } from "./teamConfig";

/** A `trace-auditor.json` that was found. */
export interface FoundConfig {
  readonly uri: string;
  readonly text: string;
  readonly config: TeamConfig;
  readonly problems: readonly ConfigProblem[];
}

const unreadable = Symbol("unreadable");

/** What hears of configs that are read, or gone. */
export interface ConfigListener {
  read(found: FoundConfig): void;
  gone(uri: string): void;
  /** There is one that cannot be read: none holds in its place. */
  unreadable(uri: string, why: Error): void;
}

/**
 * Finds the `trace-auditor.json` that applies to a file: the one in its folder or in the nearest folder above, so that
 * the innermost wins. Each is read once, until {@link forget}.
 */
export class ConfigFinder {
  private configs = new Map<string, Promise<FoundConfig | undefined>>();
  private readonly seen = new Set<string>();

  constructor(
    private readonly files: FileStore,
    private readonly listener?: ConfigListener,
  ) {}

  /**
   * The config that applies to the file at a URI; undefined if there is none, or if the file is in no folder.
   *
   * @throws FileFailure where there is one that cannot be read, and no listener that is told so instead
   */
  async nearestTo(uri: string): Promise<FoundConfig | undefined> {
    for (let folder = folderOf(uri); folder !== undefined; folder = folderOf(folder)) {
      const found = await this.at(`${folder.endsWith("/") ? folder : `${folder}/`}${configFileName}`);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /**
   * The config at a URI; undefined if there is none.
   *
   * @throws FileFailure where it cannot be read, and no listener is told so instead
   */
  at(uri: string): Promise<FoundConfig | undefined> {
    let config = this.configs.get(uri);
    if (config === undefined) this.configs.set(uri, (config = this.read(uri)));
    return config;
  }

  /** Forgets what was read, because a config or a folder changed. */
  forget(): void {
    this.configs.clear();
  }

  private async read(uri: string): Promise<FoundConfig | undefined> {
    const text = await this.textAt(uri);
    if (text === unreadable) return undefined;
    if (text === undefined) {
      // Problems of a config that is gone no longer apply.
      if (this.seen.delete(uri)) this.listener?.gone(uri);
      return undefined;
    }
    this.seen.add(uri);
    const found = { uri, text, ...readConfig(text) };
    this.listener?.read(found);
    return found;
  }

  private async textAt(uri: string): Promise<string | undefined | typeof unreadable> {
    try {
      return await this.files.read(uri);
    } catch (error) {
      if (this.listener === undefined || !(error instanceof Error)) throw error;
      this.listener.unreadable(uri, error);
      // Once it can be read, or is gone, what was told of it no longer holds.
      this.seen.add(uri);
      return unreadable;
    }
  }
}

/** A file's path relative to the folder of a config that applies to it, with `/`, for its patterns. */
export function pathFrom(config: Pick<FoundConfig, "uri">, uri: string): string {
  return pathBelow(folderOf(config.uri) ?? "", uri);
}

/** The path of a URI relative to a folder that contains it, decoded. A URI outside the folder keeps its whole path. */
export function pathBelow(folder: string, uri: string): string {
  const base = folder.endsWith("/") ? folder : `${folder}/`;
  return decoded(uri.startsWith(base) ? uri.slice(base.length) : pathOf(uri));
}

/** The innermost of the folders that contain a file. */
export function innermost(folders: readonly string[], uri: string): string | undefined {
  let best: string | undefined;
  for (const folder of folders) {
    const base = folder.endsWith("/") ? folder : `${folder}/`;
    if (uri.startsWith(base) && folder.length > (best?.length ?? -1)) best = folder;
  }
  return best;
}

/** The folder of a file or a folder; undefined for the topmost, and for a URI without folders (`untitled:`). */
function folderOf(uri: string): string | undefined {
  const start = uri.length - pathOf(uri).length;
  if (uri[start] !== "/" || uri.length === start + 1) return undefined;
  const slash = uri.endsWith("/") ? uri.lastIndexOf("/", uri.length - 2) : uri.lastIndexOf("/");
  return slash === start ? uri.slice(0, start + 1) : uri.slice(0, slash);
}

/** The part after scheme and authority. */
function pathOf(uri: string): string {
  const [whole = ""] = /^[a-z][a-z0-9+.-]*:(?:\/\/[^/]*)?/i.exec(uri) ?? [];
  return uri.slice(whole.length);
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

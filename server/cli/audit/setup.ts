import { join, relative, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Auditor } from "../../core/audit/auditor";
import { askedProfile, configFor, createAuditor, type Overrides } from "../../core/config/createAuditor";
import { ConfigFinder, pathFrom, type FoundConfig } from "../../core/config/finder";
import { didYouMean } from "../../core/config/suggest";
import { configFileName, emptyConfig } from "../../core/config/teamConfig";
import type { FileStore } from "../../core/host/fileStore";
import type { ProfileChoice } from "../../core/profiles/choose";
import { LineTable } from "../../core/text/lineTable";
import { whyUnreadable } from "../../node/inputs";
import { Failure } from "../failure";

/** How a file is audited: its rules, and its profile if a flag or the config names one. */
export interface FileSetup {
  readonly auditor: Auditor;
  readonly profile: ProfileChoice | undefined;
}

export interface SetupFlags extends Overrides {
  /** `--profile`. */
  readonly profile: string | undefined;
  /** `--config`. */
  readonly config: string | undefined;
}

/** Finds the config for each file and combines it with the flags. Each config is read once. */
export class Setups {
  private readonly finder: ConfigFinder;
  /** Auditors by config and by the rules that it names for a file. */
  private readonly auditors = new Map<string, Auditor>();

  constructor(
    private readonly flags: SetupFlags,
    private readonly workingFolder: string,
    files: FileStore,
    private readonly log: (line: string) => void,
  ) {
    this.finder = new ConfigFinder(files);
  }

  /** @param path absolute; undefined for standard input, which counts as a file in the working folder. */
  async of(path: string | undefined): Promise<FileSetup> {
    // No pattern matches standard input.
    const uri = pathToFileURL(path ?? join(this.workingFolder, "-")).href;
    const found = await this.configOf(uri);
    const below = path === undefined ? "-" : found === undefined ? path : pathFrom(found, uri);
    const auditor = this.auditorOf(found, below);
    const { profile } = this.flags;
    if (profile !== undefined) return { auditor, profile: named(auditor, profile) };
    return { auditor, profile: askedProfile(auditor, found?.config ?? emptyConfig, below) };
  }

  /** A config with a problem stops the run: in CI, a misspelt rule must not pass. */
  private async configOf(uri: string): Promise<FoundConfig | undefined> {
    const { config: asked } = this.flags;
    let found: FoundConfig | undefined;
    try {
      found = await (asked === undefined
        ? this.finder.nearestTo(uri)
        : this.finder.at(pathToFileURL(resolve(this.workingFolder, asked)).href));
    } catch (error) {
      throw new Failure(`${asked ?? configFileName}: cannot be read: ${whyUnreadable(error)}.`);
    }
    if (found === undefined) {
      if (asked === undefined) return undefined;
      throw new Failure(`${asked}: cannot be read: there is no such file.`);
    }
    if (found.problems.length === 0) return found;
    const shown = asked ?? relative(this.workingFolder, fileURLToPath(found.uri));
    const lines = new LineTable(found.text);
    const told = found.problems.map(({ message, span }) => {
      const { line, character } = lines.positionAt(span.start);
      return `${shown}:${line + 1}:${character + 1}: ${message}`;
    });
    throw new Failure(told.join("\n"));
  }

  private auditorOf(found: FoundConfig | undefined, path: string): Auditor {
    const config = configFor(found?.config ?? emptyConfig, path);
    const key = JSON.stringify([found?.uri, config.rules]);
    let auditor = this.auditors.get(key);
    if (auditor === undefined) {
      auditor = createAuditor(config, this.flags, { log: this.log });
      this.auditors.set(key, auditor);
    }
    return auditor;
  }
}

function named(auditor: Auditor, name: string): ProfileChoice {
  const profile = auditor.profileNamed(name);
  if (profile !== undefined) return { profile, reason: "--profile says so" };
  const known = auditor.profiles.map((other) => other.name);
  throw new Failure(
    `There is no profile ${JSON.stringify(name)}.${didYouMean(name, known)} Known are ${known.join(", ")}; a team's own stand in ${configFileName}.`,
  );
}

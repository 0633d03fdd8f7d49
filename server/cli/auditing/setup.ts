import { readFile } from "node:fs/promises";
import { dirname, join, relative, resolve, sep } from "node:path";
import type { Auditor } from "../../core/audit/auditor";
import { askedProfile, configFor, createAuditor, type Overrides } from "../../core/config/createAuditor";
import { readConfig } from "../../core/config/readConfig";
import { didYouMean } from "../../core/config/suggest";
import { configFileName, emptyConfig, type TeamConfig } from "../../core/config/teamConfig";
import type { ProfileChoice } from "../../core/profiles/choose";
import { LineTable } from "../../core/text/lineTable";
import { Failure } from "../failure";
import { whyUnreadable } from "../../node/inputs";

/** How a file is audited: by which rules, and by which profile where a flag or the config names one. */
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

interface FoundConfig {
  /** Absolute path of the folder that the config's patterns are relative to. */
  readonly folder: string;
  readonly config: TeamConfig;
}

const none: FoundConfig = { folder: "", config: emptyConfig };

/** Finds the nearest `trace-auditor.json` of each file and puts it and the flags together; each config is read once. */
export class Setups {
  private readonly nearest = new Map<string, Promise<FoundConfig>>();
  /** By config and by the rules that it names for a file. */
  private readonly auditors = new Map<FoundConfig, Map<string, Auditor>>();

  constructor(
    private readonly flags: SetupFlags,
    private readonly workingFolder: string,
    private readonly log: (line: string) => void,
  ) {}

  /** @param path absolute; undefined for standard input, which counts as a file of the working folder. */
  async of(path: string | undefined): Promise<FileSetup> {
    const folder = path === undefined ? this.workingFolder : dirname(path);
    const found = await (this.flags.config === undefined ? this.nearestTo(folder) : this.asked(this.flags.config));
    // Standard input counts as a file of the working folder that no pattern names.
    const below = path === undefined ? "-" : relative(found.folder, path).split(sep).join("/");
    const auditor = this.auditorOf(found, below);
    const { profile } = this.flags;
    if (profile !== undefined) return { auditor, profile: named(auditor, profile) };
    return { auditor, profile: askedProfile(auditor, found.config, below) };
  }

  private auditorOf(found: FoundConfig, path: string): Auditor {
    const config = configFor(found.config, path);
    const key = JSON.stringify(config.rules);
    let auditors = this.auditors.get(found);
    if (auditors === undefined) this.auditors.set(found, (auditors = new Map<string, Auditor>()));
    let auditor = auditors.get(key);
    if (auditor === undefined) {
      auditor = createAuditor(config, this.flags, { log: this.log });
      auditors.set(key, auditor);
    }
    return auditor;
  }

  private asked(path: string): Promise<FoundConfig> {
    const at = resolve(this.workingFolder, path);
    return this.remember(`--config ${at}`, async () => {
      const config = await read(at, path);
      if (config === undefined) throw new Failure(`${path}: cannot be read: there is no such file.`);
      return { folder: dirname(at), config };
    });
  }

  /** The config in the folder or the nearest one above it. */
  private nearestTo(folder: string): Promise<FoundConfig> {
    return this.remember(folder, async () => {
      const at = join(folder, configFileName);
      const config = await read(at, relative(this.workingFolder, at));
      if (config !== undefined) return { folder, config };
      const above = dirname(folder);
      return above === folder ? none : this.nearestTo(above);
    });
  }

  private remember(key: string, find: () => Promise<FoundConfig>): Promise<FoundConfig> {
    let found = this.nearest.get(key);
    if (found === undefined) {
      found = find();
      this.nearest.set(key, found);
    }
    return found;
  }
}

/** Undefined where there is none. A config with a problem stops the audit: in CI, a rule that is misnamed must not pass. */
async function read(path: string, shown: string): Promise<TeamConfig | undefined> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    throw new Failure(`${shown}: cannot be read: ${whyUnreadable(error)}.`);
  }
  const { config, problems } = readConfig(text);
  if (problems.length === 0) return config;
  const lines = new LineTable(text);
  const told = problems.map(({ message, span }) => {
    const { line, character } = lines.positionAt(span.start);
    return `${shown}:${line + 1}:${character + 1}: ${message}`;
  });
  throw new Failure(told.join("\n"));
}

function named(auditor: Auditor, name: string): ProfileChoice {
  const profile = auditor.profileNamed(name);
  if (profile !== undefined) return { profile, reason: "--profile says so" };
  const known = auditor.profiles.map((other) => other.name);
  throw new Failure(
    `There is no profile ${JSON.stringify(name)}.${didYouMean(name, known)} Known are ${known.join(", ")}; a team's own stand in ${configFileName}.`,
  );
}

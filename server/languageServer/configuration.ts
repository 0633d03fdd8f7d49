import { Emitter } from "vscode-languageserver";
import type { AuditHost } from "../core/audit/auditSample";
import type { Auditor } from "../core/audit/auditor";
import { configFor, createAuditor } from "../core/config/createAuditor";
import { entryFor } from "../core/config/filePatterns";
import { ConfigFinder, innermost, pathBelow, pathFrom, type FoundConfig } from "../core/config/finder";
import { emptyConfig, profileFor } from "../core/config/teamConfig";
import type { RowsSettings } from "../core/fileIndex/rowsJob";
import type { FileStore } from "../core/host/fileStore";
import type { ProfileChoice } from "../core/profiles/choose";
import type { AskedFormat } from "../core/records/reading/recogniseFile";
import type { Logger } from "../core/host/host";
import { settledBy } from "./recordUri";
import type { Rescorings } from "../core/ide/rescorings";
import { type HintSetting, noSettings, readSettings, type ScorerSetting, type Settings } from "../core/config/settings";

/** How a document is to be audited. The same object as long as nothing changes. */
export interface AuditSetup {
  /** Unique among the set-ups of this server. */
  readonly id: number;
  readonly auditor: Auditor;
  /** The plain data from which the auditor was made; another thread makes the same auditor from it. */
  readonly madeOf: RowsSettings;
  /** The profile that the settings or the team's config name for the file. */
  readonly asked: ProfileChoice | undefined;
  /** The record format that the settings name for the file. */
  readonly askedFormat?: AskedFormat | undefined;
  /** Which shares of the reward are shown in the text. */
  readonly hints: HintSetting;
  /** The team's own scorer that the settings name. */
  readonly scorer?: ScorerSetting | undefined;
}

/** Where settings come from. */
export interface ConfigurationSource extends FileStore {
  /** The value of the section `traceAuditor` for a document, unchecked. */
  settingsOf(uri: string): Promise<unknown>;
  /** URIs of the open workspace folders. */
  readonly folders: readonly string[];
}

/** Where the settings of a document come from. */
export interface SettingsSources {
  /** The file that the settings are for: if the document is a record, the file that contains it. */
  readonly uri: string;
  /** The nearest config, and the file's path relative to its folder. */
  readonly config: (FoundConfig & { readonly path: string }) | undefined;
  readonly settings: Settings;
  /** URI of the workspace folder that the file lies in. */
  readonly folder: string | undefined;
}

/** The settings of each document: the user's, and those of the nearest `trace-auditor.json`. */
export class Configuration {
  private readonly configRead = new Emitter<FoundConfig>();
  /** Fires when a config was read, read again, or is gone. */
  readonly onConfigRead = this.configRead.event;
  private generation = 0;
  private nextId = 1;
  private readonly setups = new Map<string, { readonly generation: number; readonly setup: Promise<AuditSetup> }>();
  private readonly finder: ConfigFinder;
  private readonly auditors = new Map<string, Auditor>();
  private readonly current = new WeakMap<AuditSetup, number>();

  constructor(
    private readonly source: ConfigurationSource,
    private readonly rescorings: Pick<Rescorings, "of">,
    private readonly logger: Logger,
  ) {
    this.finder = new ConfigFinder(source, {
      read: (found) => {
        this.configRead.fire(found);
      },
      // What was reported for a config that is gone is no longer true.
      gone: (uri) => {
        this.configRead.fire({ uri, text: "", config: emptyConfig, problems: [] });
      },
      unreadable: (uri, { message }) => {
        const problem = `This file cannot be read (${message}), so none of its settings hold.`;
        const problems = [{ code: "unreadable", message: problem, span: { start: 0, end: 0 } }];
        this.configRead.fire({ uri, text: "", config: emptyConfig, problems });
      },
    });
  }

  private get auditHost(): AuditHost {
    return { log: (line) => this.logger.error(line), tell: (message) => this.logger.tell(message) };
  }

  /** How the document is to be audited at present. */
  setupOf(uri: string): Promise<AuditSetup> {
    const known = this.setups.get(uri);
    if (known?.generation === this.generation) return known.setup;
    const setup = this.makeSetup(settledBy(uri), this.generation);
    this.setups.set(uri, { generation: this.generation, setup });
    return setup;
  }

  /** Where the document's settings come from at present. */
  async sourcesOf(document: string): Promise<SettingsSources> {
    const uri = settledBy(document);
    const [settings, found] = await Promise.all([this.settingsOf(uri), this.finder.nearestTo(uri)]);
    const config = found && { ...found, path: pathFrom(found, uri) };
    return { uri, config, settings, folder: this.folderAround(uri) };
  }

  isOutdated(setup: AuditSetup): boolean {
    return this.current.get(setup) !== this.generation;
  }

  /** Drops what was read: a setting, a config or a folder changed. */
  changed(): void {
    this.generation++;
    this.finder.forget();
    this.auditors.clear();
    this.setups.clear();
  }

  /** Drops the set-up of one file and of its records as documents. */
  changedFor(file: string): void {
    for (const [uri, { setup }] of this.setups) {
      if (settledBy(uri) !== file) continue;
      this.setups.delete(uri);
      // Callers get the error if this fails.
      setup.then(
        (made) => this.current.delete(made),
        () => undefined,
      );
    }
  }

  /** A file's text; undefined if no file can be read. */
  readFile(uri: string): Promise<string | undefined> {
    return this.source.read(uri);
  }

  forget(uri: string): void {
    this.setups.delete(uri);
  }

  /**
   * The workspace folder that contains a document; for a document outside all folders, the first one on this machine's
   * disk.
   */
  folderOf(uri: string): string | undefined {
    return this.folderAround(settledBy(uri)) ?? this.source.folders.find((folder) => folder.startsWith("file:"));
  }

  private async makeSetup(uri: string, generation: number): Promise<AuditSetup> {
    const [settings, found] = await Promise.all([this.settingsOf(uri), this.finder.nearestTo(uri)]);
    const config = found === undefined ? emptyConfig : configFor(found.config, pathFrom(found, uri));
    const madeOf: RowsSettings = { config, overrides: { rules: settings.rules, reward: this.rescorings.of(uri) } };
    const auditor = this.auditorOf(found?.uri ?? "", madeOf);
    const setup: AuditSetup = {
      id: this.nextId++,
      auditor,
      madeOf,
      asked: this.askedFor(uri, settings, found, auditor),
      askedFormat: this.askedFormatFor(uri, settings),
      hints: settings.hints,
      scorer: settings.scorer,
    };
    this.current.set(setup, generation);
    return setup;
  }

  private async settingsOf(uri: string): Promise<Settings> {
    try {
      return readSettings(await this.source.settingsOf(uri), this.logger);
    } catch (error) {
      this.logger.error(`The settings for ${uri} could not be read, so the defaults hold: ${String(error)}`);
      return noSettings;
    }
  }

  /** One auditor for all documents of the same config, settings and variant: its parsers are made once. */
  private auditorOf(configUri: string, { config, overrides }: RowsSettings): Auditor {
    const key = `${configUri} ${JSON.stringify([config.rules, overrides])}`;
    let auditor = this.auditors.get(key);
    if (auditor === undefined) {
      auditor = createAuditor(config, overrides, this.auditHost);
      this.auditors.set(key, auditor);
    }
    return auditor;
  }

  /** The user's own choice comes first, then the team's. */
  private askedFor(
    uri: string,
    settings: Settings,
    found: FoundConfig | undefined,
    auditor: Auditor,
  ): ProfileChoice | undefined {
    const named = this.bySetting(uri, settings) ?? byConfig(uri, found);
    if (named === undefined) return undefined;
    const profile = auditor.profileNamed(named.name);
    if (profile === undefined) {
      this.logger.error(`There is no profile ${JSON.stringify(named.name)}, though ${named.reason}: this is ignored.`);
      return undefined;
    }
    return { profile, reason: named.reason };
  }

  private bySetting(uri: string, { profiles }: Settings): { name: string; reason: string } | undefined {
    const match = entryFor(profiles, this.pathOf(uri));
    return (
      match && {
        name: match.value,
        reason: `the setting traceAuditor.profiles says so for ${JSON.stringify(match.pattern)}`,
      }
    );
  }

  private askedFormatFor(uri: string, { recordFormats }: Settings): AskedFormat | undefined {
    const match = entryFor(recordFormats, this.pathOf(uri));
    return (
      match && {
        id: match.value,
        reason: `the setting traceAuditor.recordFormats says so for ${JSON.stringify(match.pattern)}`,
      }
    );
  }

  /** A file's path relative to its workspace folder; the whole path if it is in none. */
  private pathOf(uri: string): string {
    return pathBelow(this.folderAround(uri) ?? "", uri);
  }

  private folderAround(uri: string): string | undefined {
    return innermost(this.source.folders, uri);
  }
}

function byConfig(uri: string, found: FoundConfig | undefined): { name: string; reason: string } | undefined {
  return found && profileFor(found.config, pathFrom(found, uri));
}

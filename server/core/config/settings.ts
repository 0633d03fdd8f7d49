import { type RuleSettings } from "../audit/activeRules";
import { severities } from "../model/finding";
import type { RuleSetting } from "../model/profile";
import { leftAlone, recordFormats } from "../records/reading/recogniseFile";
import type { Logger } from "../host/host";

/** The settings under `traceAuditor` that the server reads. package.json describes them for people. */
export interface Settings {
  /** Profile names by glob; of the globs that match, the last one counts. */
  readonly profiles: Readonly<Record<string, string>>;
  /** Record formats by glob, `none` for files to leave alone; of the globs that match, the last one counts. */
  readonly recordFormats: Readonly<Record<string, string>>;
  readonly rules: RuleSettings;
  readonly hints: HintSetting;
  /** Undefined if no scorer is named. */
  readonly scorer?: ScorerSetting | undefined;
}

/** A team's own scorer: a line for the system's shell, and the time limit of one answer, in seconds. */
export interface ScorerSetting {
  readonly command: string;
  readonly timeout: number;
}

const hintSettings = ["losses", "all", "none"] as const;
/** Which shares of the reward stand in the text: only those of which something was lost, all, or none. */
export type HintSetting = (typeof hintSettings)[number];

/** Seconds. */
const defaultScorerTimeout = 60;

export const noSettings: Settings = { profiles: {}, recordFormats: {}, rules: {}, hints: "losses" };

const formatNames: readonly string[] = [...recordFormats.map(({ id }) => id), leftAlone];

const ruleSettings: readonly string[] = ["off", ...severities];

/** Takes the usable part of the settings that a client sent, and logs the rest. */
export function readSettings(value: unknown, logger: Logger): Settings {
  if (value === undefined || value === null) return noSettings;
  const { profiles, recordFormats: formats, rules, hints, scorer } = record(value);
  return {
    profiles: only(record(profiles), isText, (key) => {
      logger.error(
        `The setting traceAuditor.profiles gives ${JSON.stringify(key)} something that is not a profile's name: this entry does nothing.`,
      );
    }),
    recordFormats: only(record(formats), isFormat, (key) => {
      logger.error(
        `The setting traceAuditor.recordFormats gives ${JSON.stringify(key)} an unknown format, so this entry does nothing. Known are ${formatNames.join(", ")}.`,
      );
    }),
    rules: only(record(rules), isRuleSetting, (key) => {
      logger.error(
        `The setting traceAuditor.rules gives ${JSON.stringify(key)} an unknown severity, so this entry does nothing. Known are ${ruleSettings.join(", ")}.`,
      );
    }),
    hints: hintSetting(hints, logger),
    scorer: scorerSetting(record(scorer), logger),
  };
}

function hintSetting(given: unknown, logger: Logger): HintSetting {
  const known = hintSettings.find((setting) => setting === given);
  if (known !== undefined) return known;
  if (given !== undefined && given !== null) {
    logger.error(`The setting traceAuditor.hints is none of ${hintSettings.join(", ")}: it is taken as losses.`);
  }
  return "losses";
}

function scorerSetting(given: Readonly<Record<string, unknown>>, logger: Logger): ScorerSetting | undefined {
  const { command = "", timeout = defaultScorerTimeout } = given;
  if (typeof command !== "string") {
    logger.error(
      "The setting traceAuditor.scorer.command is not text, so no scorer is run: write a command in quotes.",
    );
    return undefined;
  }
  if (command.trim() === "") return undefined;
  if (typeof timeout === "number" && timeout >= 1 && timeout <= 86_400) return { command, timeout };
  logger.error(
    `The setting traceAuditor.scorer.timeout is not a number of seconds from 1 to 86400: it is taken as ${defaultScorerTimeout}.`,
  );
  return { command, timeout: defaultScorerTimeout };
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

function only<T>(
  values: Readonly<Record<string, unknown>>,
  fits: (value: unknown) => value is T,
  refuse: (key: string) => void,
): Readonly<Record<string, T>> {
  const kept: Record<string, T> = {};
  for (const [key, value] of Object.entries(values)) {
    if (fits(value)) kept[key] = value;
    else refuse(key);
  }
  return kept;
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}

function isFormat(value: unknown): value is string {
  return isText(value) && formatNames.includes(value);
}

function isRuleSetting(value: unknown): value is RuleSetting {
  return typeof value === "string" && ruleSettings.includes(value);
}

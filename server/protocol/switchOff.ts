/** A rule switched off outside the file that is audited. */
import { request } from "./message";

/** Command of the client: switches a rule off outside the file that is audited. Its argument is a {@link SwitchOffPlace}. */
export const switchOffCommand = "traceAuditor.switchOff";

/** Where a rule is to be switched off. */
export interface SwitchOffPlace {
  readonly rule: string;
  /** URI of the file in which the rule found something. */
  readonly uri: string;
  /** URI of the `trace-auditor.json` that is to say it, there yet or not; undefined for the setting `traceAuditor.rules`. */
  readonly config?: string | undefined;
  /** Only for that file, by its path relative to the config's folder; undefined for every file. */
  readonly path?: string | undefined;
}

/** Client → server: a config's text with a rule switched off. */
export const switchedOffRequest = request<SwitchedOffParams, SwitchedOffResult>("switchedOff");

export interface SwitchedOffParams extends Pick<SwitchOffPlace, "rule" | "path"> {
  /** The text of the `trace-auditor.json`; empty where it is not there yet. */
  readonly text: string;
}

/** Null where the text has an error, or something else where this belongs: a person has to fix it first. */
export type SwitchedOffResult = { readonly text: string } | null;

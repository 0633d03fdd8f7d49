/** Switching off a rule outside the audited file. */
import { request } from "./message";

/** Command of the client: switches a rule off outside the audited file. Its argument is a {@link SwitchOffPlace}. */
export const switchOffCommand = "traceAuditor.switchOff";

/** The place where a rule should be switched off. */
export interface SwitchOffPlace {
  readonly rule: string;
  /** URI of the file with the rule's finding. */
  readonly uri: string;
  /**
   * URI of the `trace-auditor.json` to change, whether it exists or not; undefined for the setting
   * `traceAuditor.rules`.
   */
  readonly config?: string | undefined;
  /** Only for that file, by its path relative to the config's folder; undefined for every file. */
  readonly path?: string | undefined;
}

/** Client → server: a config's text with a rule switched off. */
export const switchedOffRequest = request<SwitchedOffParams, SwitchedOffResult>("switchedOff");

export interface SwitchedOffParams extends Pick<SwitchOffPlace, "rule" | "path"> {
  /** The text of the `trace-auditor.json`; empty if there is none yet. */
  readonly text: string;
}

/** Null if the text has an error, or something else in this place: a person must fix it first. */
export type SwitchedOffResult = { readonly text: string } | null;

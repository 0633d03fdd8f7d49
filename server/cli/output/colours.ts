import type { Severity } from "../../core/model/finding";

/** The colours of the text form; without colours every function returns its text unchanged. */
export interface Colours {
  severity(severity: Severity, text: string): string;
  bold(text: string): string;
  dim(text: string): string;
  /** What a fix takes out; without colours in the marks of git's word diffs. */
  removed(text: string): string;
  /** What a fix puts in. */
  added(text: string): string;
}

const plain = (text: string): string => text;

export const noColours: Colours = {
  severity: (_, text) => text,
  bold: plain,
  dim: plain,
  removed: (text) => (text === "" ? "" : `[-${text}-]`),
  added: (text) => (text === "" ? "" : `{+${text}+}`),
};

const severityCode: Readonly<Record<Severity, number>> = { error: 31, warning: 33, information: 36 };

export const ansiColours: Colours = {
  severity: (severity, text) => `\u001B[${severityCode[severity]}m${text}\u001B[39m`,
  bold: (text) => `\u001B[1m${text}\u001B[22m`,
  dim: (text) => `\u001B[2m${text}\u001B[22m`,
  removed: (text) => (text === "" ? "" : `\u001B[31;9m${text}\u001B[39;29m`),
  added: (text) => (text === "" ? "" : `\u001B[32m${text}\u001B[39m`),
};

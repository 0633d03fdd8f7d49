import { severities, type Severity } from "../model/finding";

const inWords: Readonly<Record<Severity, readonly [string, string]>> = {
  error: ["error", "errors"],
  warning: ["warning", "warnings"],
  information: ["for information", "for information"],
};

/** The number of findings of each severity, the most severe first; severities without findings are left out. */
export function countsInWords(found: readonly { readonly severity: Severity }[]): string[] {
  return severities.flatMap((severity) => {
    const count = found.filter((each) => each.severity === severity).length;
    return count === 0 ? [] : [`${count} ${inWords[severity][count === 1 ? 0 : 1]}`];
  });
}

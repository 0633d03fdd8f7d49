import { severities, type Severity } from "../model/finding";

const inWords: Readonly<Record<Severity, readonly [string, string]>> = {
  error: ["error", "errors"],
  warning: ["warning", "warnings"],
  information: ["for information", "for information"],
};

/** How much was found of each severity, the gravest first; nothing of those of which nothing was found. */
export function countsInWords(found: readonly { readonly severity: Severity }[]): string[] {
  return severities.flatMap((severity) => {
    const count = found.filter((each) => each.severity === severity).length;
    return count === 0 ? [] : [`${count} ${inWords[severity][count === 1 ? 0 : 1]}`];
  });
}

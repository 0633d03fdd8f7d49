import type { Sample } from "../../core/model/sample";
import { agreeingOf, type Agreement, type Recognition } from "../../core/rewards";

/**
 * What was recognised, as fields of a JSON line. `near` names the first record that differs; `n` counts decided records
 * alone: an undecided one agrees with nothing. Of several rewards, it is of the one that agrees on the fewest.
 */
export function recognitionLine(said: Recognition, scored: readonly Pick<Sample, "record">[]): object {
  switch (said.kind) {
    case "agrees":
      return { agrees: [nameOf(said.with)], ...countsOf(said.with), near: [] };
    case "several": {
      const { enough, tooFew, least } = agreeingOf(said.with);
      return { agrees: enough.map(nameOf), ...countsOf(least), near: [], ...openOf(tooFew) };
    }
    case "near": {
      const near = [{ preset: nameOf(said.with), record: scored[said.differsAt]?.record ?? 0 }];
      return { agrees: [], ...countsOf(said.with), near };
    }
    case "few":
      return { agrees: [], n: said.scored, undecided: 0, near: [] };
    case "none":
      return { agrees: [], n: scored.length, undecided: 0, near: [] };
    case "open":
      return { agrees: [], ...countsOf(agreeingOf(said.with).least), near: [], ...openOf(said.with) };
  }
}

function nameOf({ parts }: Agreement): string {
  return parts.join(" + ");
}

function countsOf(agreement: Agreement | undefined): { readonly n: number; readonly undecided: number } {
  return { n: agreement?.agreed ?? 0, undecided: agreement?.undecided ?? 0 };
}

/** Rewards that agree on what they decide, which is too little to say more. */
function openOf(several: readonly Agreement[]): { readonly open?: readonly object[] } {
  const open = several.map((each) => ({ preset: nameOf(each), ...countsOf(each) }));
  return open.length === 0 ? {} : { open };
}

import type { Sample } from "../../core/model/sample";
import { decidesEnough, type Agreement, type Recognition } from "../../core/rewards";

/**
 * What was recognised, as fields of a JSON line. `near` names the first record that differs; `n` counts decided records alone: an undecided one agrees with nothing.
 */
export function recognitionLine(said: Recognition, scored: readonly Pick<Sample, "record">[]): object {
  const names = (parts: readonly string[]): string => parts.join(" + ");
  switch (said.kind) {
    case "agrees":
      return { agrees: [names(said.with.parts)], n: said.with.agreed, undecided: said.with.undecided, near: [] };
    case "several": {
      const agreeing = said.with.filter(decidesEnough);
      const rest = said.with.filter((each) => !decidesEnough(each));
      return { agrees: agreeing.map(({ parts }) => names(parts)), ...leastOf(agreeing), near: [], ...openOf(rest) };
    }
    case "near": {
      const near = [{ preset: names(said.with.parts), record: scored[said.differsAt]?.record ?? 0 }];
      return { agrees: [], n: said.with.agreed, undecided: said.with.undecided, near };
    }
    case "few":
      return { agrees: [], n: said.scored, undecided: 0, near: [] };
    case "none":
      return { agrees: [], n: scored.length, undecided: 0, near: [] };
    case "open":
      return { agrees: [], ...leastOf(said.with), near: [], ...openOf(said.with) };
  }
}

/** The records on which each of several rewards agrees: the fewest, with the undecided ones of that reward. */
function leastOf(several: readonly Agreement[]): { readonly n: number; readonly undecided: number } {
  const [least] = several.toSorted((a, b) => a.agreed - b.agreed);
  return { n: least?.agreed ?? 0, undecided: least?.undecided ?? 0 };
}

/** Rewards that agree on what they decide, which is too little to say more. */
function openOf(several: readonly Agreement[]): { readonly open?: readonly object[] } {
  const open = several.map(({ parts, agreed, undecided }) => ({ preset: parts.join(" + "), n: agreed, undecided }));
  return open.length === 0 ? {} : { open };
}

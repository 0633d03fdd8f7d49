import type { Figure, Figures } from "../filters/condition";
import { lostBy } from "./lost";
import { numberOf } from "./rows/rowFields";
import { rowTest } from "./rows/rowTest";
import type { Scope } from "./scope";
import { passes } from "./steps";

/** The figures that a condition (`--fail-if`) asks for, over the samples that pass the filter. */
export function conditionFigures(scope: Scope): Figures {
  const { run, table, n } = scope;
  return (figure: Figure) => {
    switch (figure.kind) {
      case "n":
        return n;
      case "accuracy":
        return run.shareRight(scope.rows).value;
      case "mean":
        return scope.mean(numberOf(table, figure.field))?.value;
      case "share":
        return n === 0 ? undefined : scope.count(rowTest(figure.filter, table, run)) / n;
      case "lost": {
        const { bars, without } = lostBy(scope, "rule");
        const bar = bars.find(({ name }) => name === figure.rule);
        // A rule without findings costs nothing, if costs are known at all.
        return bar === undefined ? without && 0 : bar.lost;
      }
      case "pass":
        return passes(scope, figure.k)?.atK;
    }
  };
}

/**
 * What the server does for rewards after a keystroke in a 1 MB `.trace` document of scored samples, debounce left out: the file
 * is cut and the edited sample read, audited and scored, all lenses made, and the hints of what is on the screen.
 */
import { rewardHints } from "../../server/core/ide/hints/rewardHints";
import { rewardLenses } from "../../server/languageServer/lenses/rewardLenses";
import { OpenDocument } from "../../server/languageServer/openDocument";
import { OwnScores } from "../../server/core/ide/ownScores";
import { Rescorings } from "../../server/core/ide/rescorings";
import type { Services } from "../../server/languageServer/services";
import { ShownRewards } from "../../server/core/ide/shownRewards";
import { settledBy } from "../../server/languageServer/recordUri";
import { strictAuditor } from "../support/strictAuditor";
import { measurePaired, ms, table } from "./measure";
import { tracesOf } from "./traces";

/** Milliseconds that a keystroke may take on 1 MB. */
const aim = 5;

export function benchRewards(print: (line: string) => void): void {
  const auditor = strictAuditor();
  const setup = { id: 1, auditor, asked: undefined };
  const text = scoredFileOf(1e6);
  // Lenses and hints ask these three of the services.
  const services = {
    rewards: new ShownRewards(new OwnScores(settledBy, false)),
    rescorings: new Rescorings(settledBy),
    client: { options: { rewards: true } },
  } as unknown as Services;
  const document = new OpenDocument("file:///bench.trace", "trace", 1, text);
  const show = (): number => {
    const file = document.fileFor(setup);
    const lenses = rewardLenses(document, file, services).length;
    const middle = file.records[file.records.length >> 1];
    return lenses + (middle?.samples ?? []).flatMap((sample) => rewardHints(sample, services.rewards)).length;
  };
  const begun = performance.now();
  const shown = show();
  const first = performance.now() - begun;
  // A letter of a value in the middle comes and goes, so that calls are compared again.
  const at = document.positionAt(text.indexOf('"note": "', text.length / 2) + '"note": "'.length);
  const after = { line: at.line, character: at.character + 1 };
  let version = 1;
  let typed = false;
  const type = (): number => {
    const change = typed
      ? { range: { start: at, end: after }, text: "" }
      : { range: { start: at, end: at }, text: "x" };
    typed = !typed;
    document.change([change], ++version);
    return show();
  };
  const [times] = measurePaired({ rewards: type }, { rounds: 41, warmUp: 10 });
  if (times === undefined) return;
  print(`rewards after a keystroke (aim: under ${aim} ms)`);
  const heads = ["", "first time", "after an edit: median", "range"];
  const name = `.trace, ${(text.length / 1e6).toFixed(1)} MB, ${shown} lenses and hints`;
  const row = [name, ms(first), ms(times.median), `${ms(times.least)} to ${ms(times.most)}`];
  table([heads, row]).forEach(print);
}

/** Every trace is held against the one after it: calls of other tools, other values, some equal. */
function scoredFileOf(size: number): string {
  const traces = tracesOf(size / 2);
  return traces
    .map((trace, i) => {
      const truth = traces[(i + (i % 3)) % traces.length] ?? trace;
      return `@sample id=s${i} profile=toolrl\n@user\nplease help\n@completion\n${trace}\n@ground_truth\n${truth}\n`;
    })
    .join("");
}

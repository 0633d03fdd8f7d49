/** The texts of a sample, with its findings at their places. */
import type { RowFinding } from "../../../server/core/model/sampleRow";
import type { RunSample, TextPiece } from "../../../server/protocol/runs";
import { element, fill, type Child } from "../../shared/dom";
import { count, fixed } from "../model/words";

/**
 * @param known what is known of the findings from the table: their costs
 * @param shown null if the file no longer has the sample; undefined until it has arrived
 */
export function textsOf(known: readonly RowFinding[], shown: RunSample | null | undefined): HTMLElement[] {
  if (shown === undefined) return [element("p", { class: "quiet", role: "status" }, "Reading the sample…")];
  if (shown === null) return [element("p", { class: "quiet", role: "status" }, "The file no longer has this sample.")];
  const priced = new Set<string>();
  return shown.texts.map(({ role, pieces }) => {
    const text = element("pre", {});
    fill(text, ...pieces.flatMap((piece) => drawn(piece, shown, known, priced)));
    return element("div", { class: "turn" }, element("span", { class: "role" }, role), text);
  });
}

/** @param priced rules whose cost was shown already: it is shown only once, at the first place */
function drawn(
  { text, left, isQuiet, finding: number }: TextPiece,
  { findings }: RunSample,
  known: readonly RowFinding[],
  priced: Set<string>,
): Child[] {
  if (left > 0) return [element("span", { class: "fold" }, `… ${count(left)} characters …`)];
  const finding = number === undefined ? undefined : findings[number];
  if (finding === undefined) return [isQuiet ? element("span", { class: "think" }, text) : text];
  const { rule, severity, message } = finding;
  const mark = element(
    "span",
    { class: `squiggle ${severity}${text === "" ? " empty" : ""}`, title: `${message}\n${rule}` },
    text === "" ? " " : text,
  );
  const cost = priced.has(rule) ? undefined : known.find((one) => one.rule === rule)?.cost;
  priced.add(rule);
  return cost === undefined || cost === 0 ? [mark] : [mark, element("span", { class: "inlay" }, fixed(-cost))];
}

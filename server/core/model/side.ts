/** Which of two responses a verdict prefers. */
export type Side = "A" | "B" | "tie";

/** Longer labels are texts, not labels. */
export const longestLabel = 40;

/** What stands around a letter in labels: `[[A]]`, `BOXED[A]`, `model_a`, `Response A`, `Output (a)`. */
const shape = /^(?:boxed|model|response|assistant|answer|output|choice|verdict)?[\s_:([{"'*]*([^\s_:([{"'*].*)$/is;

/** How programs name each side, in lower case and without what stands around. */
const labelsOfSide: Readonly<Record<Side, readonly string[]>> = {
  A: ["a", "a>b", "a>>b", "b<a", "b<<a", "1", "first", "chosen"],
  B: ["b", "b>a", "b>>a", "a<b", "a<<b", "2", "second", "rejected"],
  tie: ["tie", "tied", "c", "a=b", "b=a", "0", "both", "equal", "draw"],
};

const sideOfLabel = new Map(
  (["A", "B", "tie"] as const).flatMap((side) => labelsOfSide[side].map((label) => [label, side] as const)),
);

/**
 * The response that a label prefers, whichever way a program writes it: the one form in which verdicts are compared.
 * Only for labels of verdicts that compare two responses: elsewhere 1 is a rating and C a grade.
 *
 * @returns undefined if it names neither response nor a tie
 */
export function sideOf(label: string | number | null | readonly number[]): Side | undefined {
  if (label === null || typeof label === "object") return undefined;
  const text = String(label);
  return text.length > longestLabel ? undefined : sideOfLabel.get(plain(text));
}

function plain(label: string): string {
  const [, rest = ""] = shape.exec(label.normalize("NFKC").trim()) ?? [];
  return rest.replace(/[\s\])}"'*.]/g, "").toLowerCase();
}

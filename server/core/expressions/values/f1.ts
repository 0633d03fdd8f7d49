import { isAbsent, type Absent } from "../absent";
import type { ValueKind } from "../builder";
import { squadWords } from "../comparisons/squad";

/** SQuAD's F1: the overlap of words, as multisets; the best over the ground truths. */
export const f1: ValueKind = {
  key: "f1",
  means: "how far the words of both agree (SQuAD's F1), the best over several ground truths",
  also: ["yesNo"],
  build(json, path, builder) {
    const [a, b] = builder.list(json.f1, `${path}.f1`, 2).map((side, i) => builder.read(side, `${path}.f1[${i}]`));
    const yesNo = json.yesNo === true;
    if (a === undefined || b === undefined) return () => 0;
    return (context) => {
      const answers = context.run(a);
      const truths = context.run(b);
      const gap: Absent | undefined = isAbsent(answers) ? answers : isAbsent(truths) ? truths : undefined;
      if (gap !== undefined) return gap.absent === "none" ? 0 : gap;
      if (isAbsent(answers) || isAbsent(truths)) return 0;
      const scores = answers.flatMap((x) => truths.map((y) => score(squadWords(x.text), squadWords(y.text), yesNo)));
      return Math.max(...scores);
    };
  },
};

function score(answer: readonly string[], truth: readonly string[], yesNo: boolean): number {
  const [x, y] = [answer.join(" "), truth.join(" ")];
  const closed = ["yes", "no", "noanswer"];
  if (yesNo && x !== y && (closed.includes(x) || closed.includes(y))) return 0;
  const left = new Map<string, number>();
  for (const word of truth) left.set(word, (left.get(word) ?? 0) + 1);
  let common = 0;
  for (const word of answer) {
    const count = left.get(word) ?? 0;
    if (count === 0) continue;
    left.set(word, count - 1);
    common++;
  }
  if (common === 0) return 0;
  const precision = common / answer.length;
  const recall = common / truth.length;
  return (2 * precision * recall) / (precision + recall);
}

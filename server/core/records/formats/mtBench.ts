import { attributes } from "../fields/attributes";
import { dialogueSamples } from "../fields/dialogue";
import type { JsonFormat } from "../fields/jsonFormat";
import { Dialogue } from "../fields/turns";

/** MT-bench's answers: the answers to a question's turns, for each choice. The questions are in another file. */
export const mtBench: JsonFormat = {
  id: "mt-bench",
  rank: 330,
  title: "MT-bench answers",
  fields: "`question_id` and `choices` with `turns`",
  origin: { writer: "FastChat's MT-bench", group: "`question_id`" },
  fits: (record) =>
    record.get("question_id") !== undefined &&
    typeof record.get("choices")?.item(0)?.get("turns")?.item(0)?.value === "string",
  read: (record) => ({
    samples: (record.get("choices")?.items() ?? []).flatMap((choice) => {
      const dialogue = new Dialogue();
      for (const turn of choice.get("turns")?.items() ?? []) {
        dialogue.answer(turn.textPart("assistant"), turn);
        dialogue.close();
      }
      return dialogueSamples([], dialogue.turns, {
        attributes: attributes({
          id: record.first("answer_id", "question_id")?.label,
          group: record.get("question_id")?.label,
          model: record.get("model_id")?.string,
        }),
      }).samples;
    }),
  }),
};

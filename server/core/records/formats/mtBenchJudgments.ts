import type { JsonField } from "../json/jsonField";
import { attributes } from "../fields/attributes";
import { draft, type JsonFormat, type SampleDraft } from "../fields/jsonFormat";
import { judgedIn } from "../fields/judgePrompt";

/**
 * MT-bench's judgments, as FastChat writes them: a judge's prompt and what it answered. A pair is judged twice, the
 * second time with the two answers in the other order. The system prompt is in another file; what FastChat read is a
 * mark or a winner beside the text, and follows from the text.
 */
export const mtBenchJudgments: JsonFormat = {
  id: "mt-bench-judgments",
  rank: 335,
  title: "MT-bench judgments",
  fields: "`judge`, and `g1_user_prompt` and `g1_judgment`, or `user_prompt` and `judgment`",
  origin: { writer: "FastChat's MT-bench: `gen_judgment.py`, single and pairwise" },
  fits: (record) => record.get("judge") !== undefined && games.some((game) => judged(record, game) !== undefined),
  read: (record) => ({ samples: games.flatMap((game) => judged(record, game) ?? []) }),
};

/** What a judgment's two fields are called in each of the games; one that was not played is absent. */
const games = [
  ["user_prompt", "judgment"],
  ["g1_user_prompt", "g1_judgment"],
  ["g2_user_prompt", "g2_judgment"],
] as const;

function judged(record: JsonField, [asked, answered]: (typeof games)[number]): SampleDraft | undefined {
  const prompt = record.get(asked)?.textPart("user");
  const completion = record.get(answered)?.textPart("completion");
  if (prompt === undefined || completion === undefined) return undefined;
  const given = attributes({
    id: record.get("question_id")?.label,
    model: (record.get("judge")?.item(0) ?? record.get("judge"))?.string,
  });
  return draft(completion, judgedIn(prompt, { attributes: given, turns: [{ role: "user", part: prompt, calls: [] }] }));
}

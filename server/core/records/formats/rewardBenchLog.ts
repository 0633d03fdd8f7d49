import { attributes } from "../fields/attributes";
import { isMessages } from "../fields/conversation";
import type { JsonField } from "../json/jsonField";
import { draft, unansweredDraft, type JsonFormat } from "../fields/jsonFormat";
import { judged, splitResponse } from "../fields/preference";

/**
 * RM-R1's logs on RewardBench and RMB, and RewardBench's own results: the chosen and the rejected conversation, the
 * judge's output (`answers`), and whether it was right (`results`). Without `answers` there is nothing to audit yet.
 * RewardBench's `id` is not unique; RMB has a `pair_uid`, or a `bon_uid` for the group that a best-of-N pair is in.
 */
export const rewardBenchLog: JsonFormat = {
  id: "reward-bench",
  rank: 10,
  title: "RewardBench or RMB log",
  fields: "`text_chosen`, `text_rejected` and `results`",
  origin: {
    writer: "RM-R1's evaluation on RewardBench and RMB, RewardBench's results",
    group: "`bon_uid`",
    reward: "`results`: was the judge right",
  },
  fits: (record) =>
    isResponse(record.get("text_chosen")) &&
    isResponse(record.get("text_rejected")) &&
    record.first("results", "answers") !== undefined,
  read: (record) => {
    const chosen = splitResponse(record.get("text_chosen"));
    const rejected = splitResponse(record.get("text_rejected"));
    const shuffled = record.get("Is_Chosen_Answer_Shuffled_toPositionB")?.number === 1;
    const { turns, responses, gold } = judged(
      { question: chosen.question, chosen: chosen.response, rejected: rejected.response },
      shuffled,
    );
    const given = attributes({
      id: record.first("pair_uid", "id")?.label,
      group: record.get("bon_uid")?.label,
      model: record.get("model")?.string,
      gold,
      result: record.get("results")?.number,
      category: record.first("category_path", "subset")?.string,
    });
    const rest = { attributes: given, turns, responses };
    const completion = record.get("answers")?.textPart("completion");
    return { samples: [completion === undefined ? unansweredDraft(rest) : draft(completion, rest)] };
  },
};

function isResponse(field: JsonField | undefined): boolean {
  return field?.string !== undefined || isMessages(field);
}

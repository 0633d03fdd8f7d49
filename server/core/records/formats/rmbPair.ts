import { attributes } from "../fields/attributes";
import { isMessages, readMessages } from "../fields/conversation";
import { plainTurns } from "../fields/turns";
import { unansweredDraft, type JsonFormat } from "../fields/jsonFormat";
import { judged } from "../fields/preference";

/**
 * RMB's preference pairs: a conversation and two models' answers to it, without a judge's answer. The chosen one is A.
 */
export const rmbPair: JsonFormat = {
  id: "rmb-pair",
  rank: 40,
  title: "RMB preference pair",
  fields: "`conversation_input`, `chosen.answer` and `reject.answer`",
  origin: { writer: "RMB's pairwise sets" },
  fits: (record) =>
    isMessages(record.get("conversation_input")) &&
    record.get("chosen")?.get("answer")?.string !== undefined &&
    record.first("reject", "rejected")?.get("answer")?.string !== undefined,
  read: (record) => {
    const conversation = record.get("conversation_input");
    const { turns, responses, gold } = judged(
      {
        question: conversation === undefined ? [] : plainTurns(readMessages(conversation)),
        chosen: (role) => record.get("chosen")?.get("answer")?.textPart(role),
        rejected: (role) => record.first("reject", "rejected")?.get("answer")?.textPart(role),
      },
      false,
    );
    const given = attributes({
      id: record.get("pair_uid")?.label,
      gold,
      category: record.get("category_path")?.string,
    });
    return { samples: [unansweredDraft({ attributes: given, turns, responses })] };
  },
};

import { attributes } from "../fields/attributes";
import { isMessages, readMessages } from "../fields/conversation";
import { unansweredDraft, type JsonFormat, type SampleDraft } from "../fields/jsonFormat";
import { judged } from "../fields/preference";
import { plainTurns } from "../fields/turns";

/**
 * RMB's best-of-n sets: a conversation, the best answer and the answers that lose to it, without a judge's answer. Each
 * loser is a pair.
 */
export const rmbBestOfN: JsonFormat = {
  id: "rmb-bon",
  rank: 50,
  title: "RMB best-of-n record",
  fields: "`conversation_input`, `bon_best` and `loser_list`",
  origin: { writer: "RMB's best-of-n sets", group: "`bon_uid`" },
  fits: (record) =>
    isMessages(record.get("conversation_input")) &&
    record.get("bon_best")?.get("answer")?.string !== undefined &&
    Array.isArray(record.get("loser_list")?.value),
  read: (record) => {
    const conversation = record.get("conversation_input");
    const question = conversation === undefined ? [] : plainTurns(readMessages(conversation));
    const id = record.get("bon_uid")?.label;
    const samples = (record.get("loser_list")?.items() ?? []).map((loser): SampleDraft => {
      const { turns, responses, gold } = judged(
        {
          question,
          chosen: (role) => record.get("bon_best")?.get("answer")?.textPart(role),
          rejected: (role) => loser.get("answer")?.textPart(role),
        },
        false,
      );
      const given = attributes({ id, group: id, gold, category: record.get("category_path")?.string });
      return unansweredDraft({ attributes: given, turns, responses });
    });
    return { samples };
  },
};

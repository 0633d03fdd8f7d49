import { attributes, commonAttributes } from "../fields/attributes";
import { isMessages, readMessages } from "../fields/conversation";
import { plainTurns } from "../fields/turns";
import { draft, unansweredDraft, type JsonFormat } from "../fields/jsonFormat";
import { goldIn } from "../fields/goldLabel";
import { withJudgedResponses } from "../fields/judgePrompt";

/**
 * RM-R1's training records: the judge's whole prompt as messages, the gold label, and for distillation the trace
 * (`sft_response`). The two responses are taken from the prompt, between its marks.
 */
export const rmR1Training: JsonFormat = {
  id: "rm-r1-training",
  rank: 60,
  title: "RM-R1 training record",
  fields: "`context_messages` and `winner`",
  origin: { writer: "RM-R1's training sets", step: "`step`", reward: "`score` or `reward`" },
  fits: (record) => isMessages(record.get("context_messages")) && record.get("winner")?.string !== undefined,
  read: (record) => {
    const messages = record.get("context_messages");
    if (messages === undefined) return { samples: [] };
    const rest = withJudgedResponses({
      attributes: attributes({ ...commonAttributes(record), ...goldIn(record.get("winner")?.string, true) }),
      turns: plainTurns(readMessages(messages)),
    });
    const completion = record.get("sft_response")?.textPart("completion");
    return { samples: [completion === undefined ? unansweredDraft(rest) : draft(completion, rest)] };
  },
};

import type { Turn } from "../../model/sample";
import { attributes } from "../fields/attributes";
import { draft, unansweredDraft, type JsonFormat, type SampleDraft } from "../fields/jsonFormat";
import { judged } from "../fields/preference";

/**
 * RM-R1's logs on RM-Bench: a prompt, three chosen and three rejected responses, and a judge's output for each pair of
 * equal index. (The three log files differ in how the rejected ones are rotated; a record already has them rotated.)
 */
export const rmBenchLog: JsonFormat = {
  id: "rm-bench",
  rank: 30,
  title: "RM-Bench log",
  fields: "`prompt` and the lists `chosen` and `rejected`",
  origin: { writer: "RM-R1's evaluation on RM-Bench", reward: "`result`" },
  fits: (record) =>
    record.get("prompt")?.string !== undefined &&
    typeof record.get("chosen")?.item(0)?.value === "string" &&
    typeof record.get("rejected")?.item(0)?.value === "string",
  read: (record) => {
    const user = record.get("prompt")?.textPart("user");
    const question: Turn[] = user === undefined ? [] : [{ role: "user", part: user, calls: [] }];
    const rejected = record.get("rejected");
    const samples = (record.get("chosen")?.items() ?? []).map((chosen, i): SampleDraft => {
      const { turns, responses, gold } = judged(
        { question, chosen: (role) => chosen.textPart(role), rejected: (role) => rejected?.item(i)?.textPart(role) },
        record.get("Is_Chosen_Answer_Shuffled_toPositionB")?.item(i)?.number === 1,
      );
      const given = attributes({
        id: record.get("id")?.label,
        gold,
        result: record.get("result")?.item(i)?.number,
        category: record.get("domain")?.string,
      });
      const rest = { attributes: given, turns, responses };
      const completion = record.get("output")?.item(i)?.textPart("completion");
      return completion === undefined ? unansweredDraft(rest) : draft(completion, rest);
    });
    return { samples };
  },
};

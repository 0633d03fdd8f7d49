import type { Turn } from "../../model/sample";
import { attributes, commonAttributes } from "../fields/attributes";
import { draft, type JsonFormat } from "../fields/jsonFormat";

/**
 * ToolRL's published SFT records, and other instruction data of that shape: `instruction` is the system prompt, `input`
 * the dialogue so far, `output` the trace. An SFT record has no ground truth: its trace is what others are compared
 * with.
 */
export const toolrlRaw: JsonFormat = {
  id: "toolrl-raw",
  rank: 380,
  title: "ToolRL raw record",
  fields: "the strings `instruction` and `output` (and `input`)",
  origin: { writer: "ToolRL, Alpaca's many children", group: "`uid`", step: "`step`", reward: "`score` or `reward`" },
  fits: (record) => record.get("instruction")?.string !== undefined && record.get("output")?.string !== undefined,
  read: (record) => {
    const completion = record.get("output")?.textPart("completion");
    if (completion === undefined) return { samples: [] };
    const turns: Turn[] = [];
    const system = record.get("instruction")?.textPart("system");
    if (system !== undefined) turns.push({ role: "system", part: system, calls: [] });
    const user = record.get("input")?.textPart("user");
    if (user !== undefined && user.text !== "") turns.push({ role: "user", part: user, calls: [] });
    return { samples: [draft(completion, { attributes: attributes(commonAttributes(record)), turns })] };
  },
};

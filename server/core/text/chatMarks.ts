/** The marks by which a chat template sets off turns in decoded text. */
export interface ChatMarks {
  /** Before the role's word. */
  readonly start: string;
  /** Behind it; empty where only line ends follow. */
  readonly behindRole: string;
  /** How many line ends stand between the header and the turn's text, at least and at most. */
  readonly lineEnds: readonly [number, number];
  /** Behind the turn's text. */
  readonly end: string;
  /** What may stand before the first turn. */
  readonly preamble: string;
}

/** By model family. All that read or write decoded text look here. */
export const chatMarks = {
  qwen: { start: "<|im_start|>", behindRole: "", lineEnds: [1, 1], end: "<|im_end|>", preamble: "" },
  llama: {
    start: "<|start_header_id|>",
    behindRole: "<|end_header_id|>",
    lineEnds: [0, 2],
    end: "<|eot_id|>",
    preamble: "<|begin_of_text|>",
  },
} as const satisfies Readonly<Record<string, ChatMarks>>;

/** The families whose marks are known. */
export type ChatFamily = keyof typeof chatMarks;

/** The header of a turn: `<|im_start|>assistant`. */
export function chatHeader({ start, behindRole }: ChatMarks, role: string): string {
  return start + role + behindRole;
}

/** Finds headers, the role's word as the first group, with the line ends behind them. */
export function chatHeaders({ start, behindRole, lineEnds: [least, most] }: ChatMarks): RegExp {
  return new RegExp(`${literal(start)}([a-z_]+)${literal(behindRole)}(?:\\r?\\n){${least},${most}}`, "g");
}

function literal(text: string): string {
  return text.replace(/[|<>]/g, "\\$&");
}

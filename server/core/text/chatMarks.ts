/** The marks that a chat template puts around turns, in decoded text. */
export interface ChatMarks {
  /** Text before the role's name. */
  readonly start: string;
  /** Text after the role's name; empty if only line ends follow. */
  readonly behindRole: string;
  /** The smallest and largest number of line ends between the header and the turn's text. */
  readonly lineEnds: readonly [number, number];
  /** Text after the turn's text. */
  readonly end: string;
  /** Text that can come before the first turn. */
  readonly preamble: string;
}

/** The marks of each model family. All code that reads or writes decoded text uses this table. */
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

/** Finds headers together with the line ends after them. The first group is the role's name. */
export function chatHeaders({ start, behindRole, lineEnds: [least, most] }: ChatMarks): RegExp {
  return new RegExp(`${literal(start)}([a-z_]+)${literal(behindRole)}(?:\\r?\\n){${least},${most}}`, "g");
}

function literal(text: string): string {
  return text.replace(/[|<>]/g, "\\$&");
}

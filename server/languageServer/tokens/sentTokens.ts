import type { SemanticTokens, SemanticTokensDelta } from "vscode-languageserver";

/** The tokens of a document as they were last sent, so that only the difference is sent next. */
export class SentTokens {
  private sent: SemanticTokens = { resultId: "0", data: [] };
  private count = 0;

  /** Sends all tokens. */
  whole(data: number[]): SemanticTokens {
    return (this.sent = { resultId: String(++this.count), data });
  }

  /** The changes since the client got `previous`; all tokens if it last got something else. */
  since(previous: string, data: number[]): SemanticTokens | SemanticTokensDelta {
    const before = this.sent;
    const { resultId = "" } = this.whole(data);
    if (before.resultId !== previous) return this.sent;
    return { resultId, edits: difference(before.data, data) };
  }
}

/**
 * One edit that keeps what is equal at both ends: a few numbers for a small change, because lines are counted
 * relatively.
 */
function difference(before: readonly number[], after: readonly number[]): SemanticTokensDelta["edits"] {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let same = 0;
  while (same < shorter - start && before[before.length - 1 - same] === after[after.length - 1 - same]) same++;
  if (start === before.length && start === after.length) return [];
  return [{ start, deleteCount: before.length - same - start, data: after.slice(start, after.length - same) }];
}

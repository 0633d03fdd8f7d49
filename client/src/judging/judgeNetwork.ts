/**
 * The network for judging: the only place in the client that reaches it, through the adapter of server/node. VS Code
 * gives its extension host the user's proxy and certificates; the language server's process has neither.
 */
import { NodeHttp } from "../../../server/node/httpClient";
import type { Http } from "../../../server/core/host/http";

export interface JudgeNetwork extends Http {
  /** Closes open connections. */
  close(): void;
}

/** @param ca certificates to trust besides the system's, in PEM */
export function judgeNetwork(ca: string | undefined): JudgeNetwork {
  return new NodeHttp({ ca });
}

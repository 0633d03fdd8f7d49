/**
 * The network of judging: the one place of the client that reaches it, by the adapter of server/node. VS Code gives its
 * extension host the user's proxy and certificates; the language server's process has neither.
 */
import { NodeHttp } from "../../../server/node/httpClient";
import type { Http } from "../../../server/core/host/http";

export interface JudgeNetwork extends Http {
  /** Closes what is kept open. */
  close(): void;
}

/** @param ca certificates to trust beside the system's, in PEM */
export function judgeNetwork(ca: string | undefined): JudgeNetwork {
  return new NodeHttp({ ca });
}

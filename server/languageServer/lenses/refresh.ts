import { CodeLensRefreshRequest } from "vscode-languageserver";
import type { Services } from "../services";

/** Asks the client to ask for the lenses again: what they say is another thing by now. */
export function refreshLenses({
  connection,
  client,
  logger,
}: Pick<Services, "connection" | "client" | "logger">): void {
  if (!client.refreshesLenses) return;
  connection.sendRequest(CodeLensRefreshRequest.type).catch((error: unknown) => {
    logger.error(`The client did not refresh its lenses: ${String(error)}`);
  });
}

import { CodeLensRefreshRequest } from "vscode-languageserver";
import type { Services } from "../services";

/** Asks the client to request the lenses again, because they have changed. */
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

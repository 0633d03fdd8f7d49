import { type CancellationToken, LSPErrorCodes, ResponseError } from "vscode-languageserver";
import type { Logger } from "../core/host/host";
import { shownMessage } from "./shown";

/** Thrown if the text or the settings changed before the work on them was done. */
export class Superseded extends Error {}

/** Thrown if the client no longer wants the answer. */
export class Cancelled extends Error {}

/** Thrown if there is a reason not to do what was asked. Its message is for the user; it is not an error of ours. */
export class Refused extends Error {}

/** Throws {@link Cancelled} once the client no longer wants the answer. */
export function stopIfCancelled(token: CancellationToken): void {
  if (token.isCancellationRequested) throw new Cancelled();
}

/**
 * Runs the work behind a message: the only place that handles errors and cancellation.
 *
 * A request always gets an answer. If a handler crashes, the log gets the stack, the client gets an error that names
 * the request, and the server keeps running.
 *
 * @throws ResponseError, which the connection answers with.
 */
export async function runSafe<T>(
  what: string,
  token: CancellationToken,
  logger: Logger,
  run: () => T | Promise<T>,
): Promise<T> {
  try {
    stopIfCancelled(token);
    const result = await run();
    stopIfCancelled(token);
    return result;
  } catch (error) {
    if (error instanceof Cancelled)
      throw new ResponseError(LSPErrorCodes.RequestCancelled, shownMessage(`${what} was cancelled.`));
    if (error instanceof Superseded) {
      throw new ResponseError(LSPErrorCodes.ServerCancelled, shownMessage(`${what}: the document changed meanwhile.`), {
        retriggerRequest: true,
      });
    }
    if (error instanceof Refused) throw new ResponseError(LSPErrorCodes.RequestFailed, shownMessage(error.message));
    const why = error instanceof Error ? error.message : String(error);
    logger.error(`${what} failed: ${error instanceof Error ? (error.stack ?? why) : why}`);
    throw new ResponseError(LSPErrorCodes.RequestFailed, shownMessage(`${what} failed: ${why}`));
  }
}

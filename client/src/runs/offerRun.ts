import type * as vscode from "vscode";
import type { DiskFiles } from "../records/diskFiles";
import { isHeld, isPacked } from "../records/unheldFiles";
import { tell, withShownErrors } from "../shown";
import { nameOf } from "./runFiles";
import type { RunViews } from "./runViews";

/**
 * Offers the run view for a file that VS Code gives to no extension; false if its first records are not known.
 *
 * The message may stay unanswered, so nobody waits for its button.
 */
export async function offerRun(uri: vscode.Uri, diskFiles: DiskFiles, runViews: RunViews): Promise<boolean> {
  // If the file cannot be read, VS Code's own page says so.
  const title = await diskFiles.recognise(uri).catch(() => undefined);
  // Near the limit a document may have come meanwhile.
  if (title === undefined || isHeld(uri)) return false;
  const open = "Open as Run";
  const why = isPacked.test(uri.path) ? "packed" : "very large";
  const said = tell(
    `${nameOf(uri)} is ${why}, so VS Code gives it to no extension and nothing is marked in its tab. The run view reads its records (${title}) from the disk.`,
    open,
  );
  void said.then((picked) => withShownErrors(() => (picked === open ? runViews.open([uri]) : undefined)));
  return true;
}

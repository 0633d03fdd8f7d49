import * as vscode from "vscode";
import type { DocumentStatuses } from "./documentStatuses";
import { foundCount } from "../../server/core/text/counted";

/** The steps of the walkthrough that are ticked when the thing was done, not when its button was pressed. */
export type Step = "example" | "fix" | "breakdown" | "samples" | "terminal";

/** Ticks a step: package.json waits for this context. */
export async function markDone(step: Step): Promise<void> {
  await vscode.commands.executeCommand("setContext", `traceAuditor.done.${step}`, true);
}

/** Ticks the step "fix" when a document has fewer findings than before, whichever way it was fixed. */
export function followFixes(statuses: DocumentStatuses): vscode.Disposable {
  const counts = new Map<string, { readonly version: number; readonly found: number }>();
  return statuses.onDidChange((uri) => {
    const status = statuses.of(uri);
    const key = uri.toString();
    if (status === undefined) {
      counts.delete(key);
      return;
    }
    const { version, findings } = status;
    const found = foundCount(findings);
    const before = counts.get(key);
    // The same version with fewer findings has other settings.
    if (before !== undefined && version > before.version && found < before.found) void markDone("fix");
    counts.set(key, { version, found });
  });
}

import * as vscode from "vscode";
import type { SavedContent } from "../../../media/shared/savedContent";

/** The longest name that is proposed. */
const longestName = 80;

const kinds = { csv: "Table", png: "Picture" } as const;

/**
 * Asks where a file is to be kept, and writes it; nothing where nobody says.
 *
 * @param beside the file or folder that it is about
 * @param title what it shows, from which its name is made
 */
export async function saveFile(beside: vscode.Uri | undefined, title: string, content: SavedContent): Promise<void> {
  const { kind } = content;
  const name = `${fileName(title)}.${kind}`;
  const place = beside === undefined ? {} : { defaultUri: vscode.Uri.joinPath(beside, "..", name) };
  const chosen = await vscode.window.showSaveDialog({ ...place, filters: { [kinds[kind]]: [kind] } });
  if (chosen !== undefined) await vscode.workspace.fs.writeFile(chosen, bytesOf(content));
}

function bytesOf(content: SavedContent): Uint8Array {
  if (content.kind === "csv") return new TextEncoder().encode(content.text);
  return Uint8Array.from(atob(content.base64), (char) => char.charCodeAt(0));
}

/** Letters and digits alone: a run can have any name. */
export function fileName(title: string): string {
  const words = title.match(/[\p{L}\p{N}]+/gu) ?? ["figure"];
  return words.join("-").slice(0, longestName);
}

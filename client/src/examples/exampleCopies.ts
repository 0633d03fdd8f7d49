import * as vscode from "vscode";

/** The user's own copies of the examples: changes stay in the copies, and the originals stay intact. */
export class ExampleCopies {
  private readonly originals: vscode.Uri;
  private readonly copies: vscode.Uri;

  constructor({ extensionUri, globalStorageUri, extension }: vscode.ExtensionContext) {
    const { version } = extension.packageJSON as { readonly version: string };
    this.originals = vscode.Uri.joinPath(extensionUri, "examples");
    // Another version brings other examples.
    this.copies = vscode.Uri.joinPath(globalStorageUri, "examples", version);
  }

  /** The copy of an example, made if there is none. */
  async of(file: string): Promise<vscode.Uri> {
    const copy = vscode.Uri.joinPath(this.copies, file);
    if ((await textOf(copy)) === undefined) await this.restore(file);
    return copy;
  }

  /** Resets the copy to the example. An editor that shows it follows, unless it has unsaved changes. */
  async restore(file: string): Promise<void> {
    const copy = vscode.Uri.joinPath(this.copies, file);
    // Written, not copied: the original may be read-only.
    await vscode.workspace.fs.writeFile(
      copy,
      await vscode.workspace.fs.readFile(vscode.Uri.joinPath(this.originals, file)),
    );
  }

  async isChanged(file: string): Promise<boolean> {
    const copy = await textOf(vscode.Uri.joinPath(this.copies, file));
    return copy !== undefined && copy !== (await textOf(vscode.Uri.joinPath(this.originals, file)));
  }

  /** The folder with the copies of all examples. */
  async all(files: readonly string[]): Promise<vscode.Uri> {
    await Promise.all(files.map((file) => this.of(file)));
    return this.copies;
  }
}

async function textOf(uri: vscode.Uri): Promise<string | undefined> {
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch {
    return undefined;
  }
}

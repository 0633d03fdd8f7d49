import * as vscode from "vscode";
import { closeAll, codeOf, diagnosticsOf, extension } from "../support/editor";

/** Files that are on no disk, as those of a repository that is looked at without a clone. */
class Files implements vscode.FileSystemProvider {
  readonly onDidChangeFile = new vscode.EventEmitter<vscode.FileChangeEvent[]>().event;
  constructor(private readonly texts: Readonly<Record<string, string>>) {}

  readFile(uri: vscode.Uri): Uint8Array {
    const text = this.texts[uri.path];
    if (text === undefined) throw vscode.FileSystemError.FileNotFound(uri);
    return new TextEncoder().encode(text);
  }
  stat(uri: vscode.Uri): vscode.FileStat {
    return { type: vscode.FileType.File, ctime: 0, mtime: 0, size: this.readFile(uri).length };
  }
  watch = (): vscode.Disposable => new vscode.Disposable(() => undefined);
  readDirectory = (): [string, vscode.FileType][] => [];
  createDirectory = (): void => undefined;
  writeFile = (): void => undefined;
  delete = (): void => undefined;
  rename = (): void => undefined;
}

describe("a virtual workspace", () => {
  before(() => extension().activate());
  afterEach(closeAll);

  it("is audited as any other, by the config that lies in it", async () => {
    const files = new Files({
      "/runs/a.trace": "<think> I look it up.\n<response> Sunny. </response>\n<oops> </oops>\n",
      "/runs/trace-auditor.json": '{"rules": {"unclosed-tag": "off"}}',
    });
    const registered = vscode.workspace.registerFileSystemProvider("trace-auditor-test", files, { isReadonly: true });
    try {
      const uri = vscode.Uri.parse("trace-auditor-test:/runs/a.trace");
      const document = await vscode.workspace.openTextDocument(uri);
      await vscode.window.showTextDocument(document);
      await diagnosticsOf(document, "findings, those of the rule left out that the config switches off", (found) => {
        const codes = found.map(codeOf);
        return codes.includes("unknown-tag") && !codes.includes("unclosed-tag");
      });
    } finally {
      registered.dispose();
    }
  });
});

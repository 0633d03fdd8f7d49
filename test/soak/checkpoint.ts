/** Is the server where a fresh one is that sees the same documents under the same settings? */
import { samplesRequest } from "../../server/protocol/samples";
import type { Editor, OpenFile } from "./editor";
import { SoakFailure, SoakServer } from "./server";

/** Everything that is said of a document as a whole. */
const questions: Readonly<Record<string, (file: OpenFile) => object>> = {
  "textDocument/diagnostic": onDocument,
  "textDocument/codeLens": onDocument,
  "textDocument/documentSymbol": onDocument,
  "textDocument/foldingRange": onDocument,
  "textDocument/semanticTokens/full": onDocument,
  "textDocument/inlayHint": (file) => ({
    ...onDocument(file),
    range: { start: { line: 0, character: 0 }, end: file.document.positionAt(file.document.getText().length) },
  }),
  [samplesRequest.method]: ({ document: { uri } }) => ({ uri, severities: [], rules: [], start: 0, count: 1000 }),
};

function onDocument({ document: { uri } }: OpenFile): object {
  return { textDocument: { uri } };
}

/** @throws SoakFailure where the two differ, with what each said */
export async function compareWithFresh(server: SoakServer, editor: Editor): Promise<void> {
  const [fresh] = await SoakServer.start(editor);
  try {
    await editor.tellAll(fresh);
    for (const file of editor.open) {
      for (const [method, params] of Object.entries(questions)) {
        const [said, expected] = await Promise.all([
          answer(server, method, params(file)),
          answer(fresh, method, params(file)),
        ]);
        if (said !== expected) throw new SoakFailure(difference(file, method, said, expected));
      }
    }
    fresh.check();
    await fresh.stop();
  } finally {
    fresh.kill();
  }
}

/** Results' names count up in each server. */
async function answer(server: SoakServer, method: string, params: object): Promise<string> {
  // Settings may be on their way still: what a change of them makes void is asked for again.
  for (;;) {
    const result = await server.ask(method, params);
    if (result === undefined) continue;
    return JSON.stringify(result, (key, value: unknown) => (key === "resultId" ? undefined : value));
  }
}

function difference({ document }: OpenFile, method: string, said: string, expected: string): string {
  let at = 0;
  while (said[at] === expected[at]) at++;
  const around = (text: string): string => text.slice(Math.max(0, at - 200), at + 300);
  return [
    `${method} of ${document.uri} is not what a fresh server says.`,
    `It says   …${around(said)}`,
    `and fresh …${around(expected)}`,
    `The text: ${JSON.stringify(document.getText().slice(0, 20_000))}`,
  ].join("\n");
}

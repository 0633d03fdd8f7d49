import type { ClientFacts } from "../../server/languageServer/clientFacts";
import { fileDiagnostics } from "../../server/languageServer/fileDiagnostics";
import { OpenDocument } from "../../server/languageServer/openDocument";
import { strictAuditor } from "../support/strictAuditor";

/** What VS Code can do. */
const client: ClientFacts = {
  options: { rulePages: "https://example.org/rules" },
  pullsDiagnostics: true,
  refreshesDiagnostics: true,
  refreshesLenses: true,
  refreshesHints: true,
  relatedInformation: true,
  codeDescription: true,
  snippets: true,
  nestedSymbols: true,
  refreshesTokens: true,
  resolvesEdits: true,
  confirmsEdits: true,
  registersFormatting: true,
  definitionLinks: true,
  asksConfiguration: true,
  registersConfiguration: true,
  registersWatchers: true,
  watchesInFolders: true,
  showsProgress: false,
  workspaceFolders: true,
};

export interface Typist {
  /** How long it took to open the document, up to its diagnostics, in milliseconds. */
  readonly first: number;
  /** How many diagnostics it had then. */
  readonly found: number;
  /** Types a letter or takes it away again; what the server does up to the diagnostics. Returns how many there are. */
  readonly type: () => number;
}

/** Somebody who types into a `.trace` document at an offset: a letter, which is then taken away, or `on` and on. */
export function traceTypist(text: string, offset: number, on?: "on"): Typist {
  const auditor = strictAuditor();
  const setup = { id: 1, auditor, asked: undefined };
  const begun = performance.now();
  const document = new OpenDocument("file:///bench.trace", "trace", 1, text);
  const found = fileDiagnostics(document, document.fileFor(setup), client).length;
  const first = performance.now() - begun;
  const next = keystrokes(document.positionAt(offset), on);
  let version = 1;
  const type = (): number => {
    document.change([next()], ++version);
    return fileDiagnostics(document, document.fileFor(setup), client).length;
  };
  return { first, found, type };
}

/** The changes of such typing. */
export function keystrokes(start: { readonly line: number; readonly character: number }, on?: "on") {
  const after = { line: start.line, character: start.character + 1 };
  let typed = false;
  return () => {
    const change = typed ? { range: { start, end: after }, text: "" } : { range: { start, end: start }, text: "x" };
    typed = on === undefined && !typed;
    return change;
  };
}

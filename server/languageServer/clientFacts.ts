import type { InitializeParams } from "vscode-languageserver";
import type { ClientOptions } from "../protocol/clientOptions";

/** The client's abilities that matter here. */
export interface ClientFacts {
  readonly options: ClientOptions;
  readonly pullsDiagnostics: boolean;
  readonly refreshesDiagnostics: boolean;
  readonly refreshesLenses: boolean;
  readonly refreshesHints: boolean;
  readonly refreshesTokens: boolean;
  readonly relatedInformation: boolean;
  readonly codeDescription: boolean;
  readonly snippets: boolean;
  readonly nestedSymbols: boolean;
  /** Does it ask for a code action's edit only when the action is taken? */
  readonly resolvesEdits: boolean;
  /** Can it show edits to the user, who then chooses which are made? */
  readonly confirmsEdits: boolean;
  /** Can a formatter be registered for some languages only? */
  readonly registersFormatting: boolean;
  /** Does it accept a definition with the span that leads to it and the range that belongs to it? */
  readonly definitionLinks: boolean;
  /** Can it be asked for settings, and does it report their changes on request? */
  readonly asksConfiguration: boolean;
  readonly registersConfiguration: boolean;
  readonly registersWatchers: boolean;
  /** Can it be asked to watch a file by its folder and its name? */
  readonly watchesInFolders: boolean;
  /** Does it show the progress of work that the server began, and let the user cancel it? */
  readonly showsProgress: boolean;
  readonly workspaceFolders: boolean;
}

export function readClientFacts({ capabilities, initializationOptions }: InitializeParams): ClientFacts {
  const { textDocument, workspace } = capabilities;
  return {
    options: isObject(initializationOptions) ? initializationOptions : {},
    pullsDiagnostics: textDocument?.diagnostic !== undefined,
    refreshesDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    refreshesLenses: workspace?.codeLens?.refreshSupport === true,
    refreshesHints: workspace?.inlayHint?.refreshSupport === true,
    refreshesTokens: workspace?.semanticTokens?.refreshSupport === true,
    relatedInformation: textDocument?.publishDiagnostics?.relatedInformation === true || relatedByPull(textDocument),
    codeDescription: textDocument?.publishDiagnostics?.codeDescriptionSupport === true || describesByPull(textDocument),
    snippets: textDocument?.completion?.completionItem?.snippetSupport === true,
    nestedSymbols: textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true,
    resolvesEdits:
      textDocument?.codeAction?.resolveSupport?.properties.includes("edit") === true &&
      textDocument.codeAction.dataSupport === true,
    confirmsEdits:
      workspace?.workspaceEdit?.changeAnnotationSupport !== undefined &&
      workspace.workspaceEdit.documentChanges === true,
    registersFormatting: textDocument?.formatting?.dynamicRegistration === true,
    definitionLinks: textDocument?.definition?.linkSupport === true,
    asksConfiguration: workspace?.configuration === true,
    registersConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    registersWatchers: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    watchesInFolders: workspace?.didChangeWatchedFiles?.relativePatternSupport === true,
    showsProgress: capabilities.window?.workDoneProgress === true,
    workspaceFolders: workspace?.workspaceFolders === true,
  };
}

/** In LSP 3.18 a client also says outside the pull capability what it understands of a diagnostic. */
type TextDocumentCapabilities = InitializeParams["capabilities"]["textDocument"];

function relatedByPull(textDocument: TextDocumentCapabilities): boolean {
  return (textDocument?.diagnostic as { relatedInformation?: boolean } | undefined)?.relatedInformation === true;
}

function describesByPull(textDocument: TextDocumentCapabilities): boolean {
  return (
    (textDocument?.diagnostic as { codeDescriptionSupport?: boolean } | undefined)?.codeDescriptionSupport === true
  );
}

function isObject(value: unknown): value is ClientOptions {
  return typeof value === "object" && value !== null;
}

/** Every request that the server has, made up at random. */
import type { ServerCapabilities } from "vscode-languageserver-protocol/node";
import * as protocol from "../../server/protocol/documents";
import * as rewardProtocol from "../../server/protocol/rewards";
import * as scorerProtocol from "../../server/protocol/scorer";
import type { Random } from "../support/random";
import type { OpenFile } from "./editor";
import { teamConfigs } from "./texts";

export interface AskedRequest {
  readonly method: string;
  readonly params: object;
}

/** Where a request asks. */
interface Place {
  readonly uri: string;
  readonly position: { readonly line: number; readonly character: number };
  readonly range: { readonly start: object; readonly end: object };
}

type MakeParams = (place: Place, random: Random) => object;

const onDocument: MakeParams = ({ uri }) => ({ textDocument: { uri } });
const atPosition: MakeParams = ({ uri, position }) => ({ textDocument: { uri }, position });
const inRange: MakeParams = ({ uri, range }) => ({ textDocument: { uri }, range });

const kindsOfActions: readonly (readonly string[] | undefined)[] = [
  undefined,
  ["quickfix"],
  ["source.fixAll"],
  ["source.fixAll.traceAuditor"],
  ["refactor"],
];

/** What is asked by the capability that announces it. */
const standard: Readonly<Record<string, Readonly<Record<string, MakeParams>>>> = {
  diagnosticProvider: { "textDocument/diagnostic": onDocument },
  hoverProvider: { "textDocument/hover": atPosition },
  definitionProvider: { "textDocument/definition": atPosition },
  documentHighlightProvider: { "textDocument/documentHighlight": atPosition },
  linkedEditingRangeProvider: { "textDocument/linkedEditingRange": atPosition },
  renameProvider: {
    "textDocument/prepareRename": atPosition,
    "textDocument/rename": (place, random) => ({
      ...atPosition(place, random),
      newName: random.pick(["plan", "think", "", "<x>", "tool_call"]),
    }),
  },
  selectionRangeProvider: {
    "textDocument/selectionRange": ({ uri, range, position }) => ({
      textDocument: { uri },
      positions: [position, range.start, range.end],
    }),
  },
  semanticTokensProvider: {
    "textDocument/semanticTokens/full": onDocument,
    "textDocument/semanticTokens/full/delta": (place, random) => ({
      ...onDocument(place, random),
      previousResultId: String(random.below(20)),
    }),
    "textDocument/semanticTokens/range": inRange,
  },
  documentSymbolProvider: { "textDocument/documentSymbol": onDocument },
  foldingRangeProvider: { "textDocument/foldingRange": onDocument },
  completionProvider: { "textDocument/completion": atPosition },
  codeLensProvider: { "textDocument/codeLens": onDocument },
  inlayHintProvider: { "textDocument/inlayHint": inRange },
  documentFormattingProvider: {
    "textDocument/formatting": (place, random) => ({
      ...onDocument(place, random),
      options: { tabSize: 2, insertSpaces: true },
    }),
  },
  codeActionProvider: {
    "textDocument/codeAction": (place, random) => {
      const kinds = random.pick(kindsOfActions);
      return {
        ...inRange(place, random),
        context: { diagnostics: [], ...(kinds === undefined ? {} : { only: kinds }) },
      };
    },
  },
};
/** Capabilities that are no requests about documents. */
const others: readonly string[] = ["textDocumentSync", "workspace", "positionEncoding", "executeCommandProvider"];

const own: Readonly<Record<string, MakeParams>> = {
  [protocol.profilesMethod]: ({ uri }) => ({ uri }),
  [protocol.recordMethod]: ({ uri, position }, random) =>
    random.chance(0.5) ? { uri, at: position } : { uri, record: random.below(30) },
  [protocol.samplesMethod]: ({ uri }, random) => ({
    uri,
    severities: random.chance(0.5) ? [] : ["error"],
    rules: random.chance(0.8) ? [] : ["unclosed-tag"],
    start: random.below(10),
    count: random.below(50),
  }),
  [protocol.switchedOffMethod]: (_, random) => ({ rule: "unclosed-tag", text: random.pick(teamConfigs) ?? "" }),
  [protocol.auditFileMethod]: ({ uri }) => ({ uri }),
  [rewardProtocol.breakdownMethod]: ({ uri, position }) => ({ uri, at: position }),
};
/** Our notifications, what the server asks the client, and what runs a command of the user's. */
const notAsked: readonly string[] = [
  protocol.statusMethod,
  protocol.readFileMethod,
  rewardProtocol.rescoreMethod,
  scorerProtocol.trustedMethod,
  scorerProtocol.runScorerMethod,
];

const makers: readonly (readonly [string, MakeParams])[] = [
  ...Object.values(standard).flatMap((requests) => Object.entries(requests)),
  ...Object.entries(own),
];

/** What the server offers and the soak does not ask for: nothing, or the soak has to learn it. */
export function unknownRequests(offered: ServerCapabilities): string[] {
  const capabilities = Object.keys(offered).filter((name) => !(name in standard) && !others.includes(name));
  const methods = [protocol, rewardProtocol, scorerProtocol].flatMap((module) =>
    Object.entries(module).flatMap(([name, value]) =>
      name.endsWith("Method") && typeof value === "string" && !(value in own) && !notAsked.includes(value)
        ? [value]
        : [],
    ),
  );
  return [...capabilities, ...methods];
}

/** A request about a document, now and then about one that is not open, or a place that is not there. */
export function randomRequest(file: OpenFile, random: Random): AskedRequest {
  const [method, params] = random.pick(makers);
  const { document } = file;
  const length = document.getText().length;
  const [one, other] = [random.below(length + 1), random.below(length + 1)];
  const nowhere = { line: 100_000, character: 7 };
  const place: Place = {
    uri: random.chance(0.02) ? "file:///never-opened.trace" : document.uri,
    position: random.chance(0.02) ? nowhere : document.positionAt(one),
    range: { start: document.positionAt(Math.min(one, other)), end: document.positionAt(Math.max(one, other)) },
  };
  return { method, params: params(place, random) };
}

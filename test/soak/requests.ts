/** Every request that the server has, made up at random. */
import type { ServerCapabilities } from "vscode-languageserver-protocol/node";
import * as auditFile from "../../server/protocol/auditFile";
import * as profiles from "../../server/protocol/profiles";
import * as readFile from "../../server/protocol/readFile";
import * as recordWriting from "../../server/protocol/recordWriting";
import * as records from "../../server/protocol/records";
import * as rewards from "../../server/protocol/rewards";
import * as samples from "../../server/protocol/samples";
import * as scorer from "../../server/protocol/scorer";
import * as switchOff from "../../server/protocol/switchOff";
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
  [profiles.profilesRequest.method]: ({ uri }) => ({ uri }),
  [records.recordRequest.method]: ({ uri, position }, random) =>
    random.chance(0.5) ? { uri, at: position } : { uri, record: random.below(30) },
  [samples.samplesRequest.method]: ({ uri }, random) => ({
    uri,
    severities: random.chance(0.5) ? [] : ["error"],
    rules: random.chance(0.8) ? [] : ["unclosed-tag"],
    start: random.below(10),
    count: random.below(50),
  }),
  [samples.samplePlaceRequest.method]: ({ uri, position }, random) => ({
    uri,
    severities: random.chance(0.5) ? [] : ["error"],
    rules: [],
    step: random.pick([-1, 0, 1]),
    ...(random.chance(0.5) ? { at: position } : { record: random.below(30) }),
  }),
  [switchOff.switchedOffRequest.method]: (_, random) => ({
    rule: "unclosed-tag",
    text: random.pick(teamConfigs) ?? "",
  }),
  [auditFile.auditFileRequest.method]: ({ uri }) => ({ uri }),
  [rewards.breakdownRequest.method]: ({ uri, position }) => ({ uri, at: position }),
  [rewards.rescoringChoicesRequest.method]: ({ uri, position }) => ({ uri, at: position }),
  [rewards.triableRewardsRequest.method]: ({ uri }) => ({ uri }),
};

const protocol: readonly object[] = [
  auditFile,
  profiles,
  readFile,
  recordWriting,
  records,
  rewards,
  samples,
  scorer,
  switchOff,
];

/** What the server asks the client, what runs a command of the user's, and what writes files. */
const notAsked: readonly string[] = [
  readFile.readFileRequest.method,
  scorer.runScorerRequest.method,
  recordWriting.writeRecordRequest.method,
];

const makers: readonly (readonly [string, MakeParams])[] = [
  ...Object.values(standard).flatMap((requests) => Object.entries(requests)),
  ...Object.entries(own),
];

/** What the server offers and the soak does not ask for: nothing, or the soak has to learn it. */
export function unknownRequests(offered: ServerCapabilities): string[] {
  const capabilities = Object.keys(offered).filter((name) => !(name in standard) && !others.includes(name));
  const methods = protocol
    .flatMap((subject) => Object.entries(subject) as [string, { readonly method: string }][])
    .flatMap(([name, { method }]) => (name.endsWith("Request") ? [method] : []))
    .filter((method) => !(method in own) && !notAsked.includes(method));
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

/** The editor's side of the soak: the documents that are open, the settings, and how the server hears of them. */
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { TextDocument } from "vscode-languageserver-textdocument";
import { recordScheme, recordUriParts } from "../../server/protocol/records";
import { rescoreNotification, type Rescoring } from "../../server/protocol/rewards";
import { URI } from "vscode-uri";
import type { Random } from "../support/random";
import type { SoakClient, SoakServer } from "./server";
import { documentKinds, formatChoice, profileChoices, randomChange, ruleChoices, teamConfigs } from "./texts";
import type { Change, DocumentKind } from "./texts";

export interface OpenFile {
  readonly kind: DocumentKind;
  document: TextDocument;
}

/** So many documents are open at most. */
const maxOpen = 8;

export class Editor implements SoakClient {
  readonly open: OpenFile[] = [];
  private readonly rescored = new Map<string, Rescoring>();
  private profiles = profileChoices[0];
  private rules = ruleChoices[0];
  private opened = 0;

  constructor(
    readonly folder: string,
    readonly bundle: string,
    private readonly random: Random,
  ) {}

  settings(): unknown {
    return { profiles: this.profiles, recordFormats: formatChoice, rules: this.rules };
  }

  /** Opens, edits or closes a document, or changes the settings. */
  async act(server: SoakServer): Promise<void> {
    const { random } = this;
    const roll = random.next();
    if (this.open.length === 0 || (roll < 0.03 && this.open.length < maxOpen)) return this.openNew(server);
    if (roll < 0.05) return this.close(server, random.pick(this.open));
    if (roll < 0.06) return this.configure(server);
    if (roll < 0.07) return this.rescore(server);
    if (roll < 0.075) return server.notify("textDocument/didChange", neverOpened);
    return this.edit(server, random.pick(this.open));
  }

  /** Tells a server that knows of nothing all that it has to know to be where the other is. */
  async tellAll(server: SoakServer): Promise<void> {
    for (const [uri, rescoring] of this.rescored) await server.notify(rescoreNotification.method, { uri, rescoring });
    for (const file of this.open) await server.notify("textDocument/didOpen", didOpen(file.document));
  }

  /** Closes everything, and opens it again when the function that is returned is called. */
  async rest(server: SoakServer): Promise<() => Promise<void>> {
    for (const { document } of this.open) await server.notify("textDocument/didClose", only(document.uri));
    return async () => {
      for (const { document } of this.open) await server.notify("textDocument/didOpen", didOpen(document));
    };
  }

  private async openNew(server: SoakServer): Promise<void> {
    const { random } = this;
    const kind = random.pick(documentKinds);
    // Some names come again and again, some never.
    const number = random.chance(0.5) ? random.below(6) : 1000 + this.opened++;
    const uri = this.uriOf(kind, `${kind.name}-${number}.${kind.extension}`);
    if (this.open.some(({ document }) => document.uri === uri)) return;
    const file = { kind, document: TextDocument.create(uri, kind.language, 1, random.pick(kind.texts)) };
    this.open.push(file);
    await server.notify("textDocument/didOpen", didOpen(file.document));
  }

  /** In the folder; some traces are records of a file. */
  private uriOf(kind: DocumentKind, name: string): string {
    const uri = pathToFileURL(join(this.folder, name)).href;
    if (kind.name !== "bare" || this.random.chance(0.7)) return uri;
    const source = pathToFileURL(join(this.folder, "dump-1.jsonl")).href;
    return URI.from(recordUriParts("/dump-1.jsonl", name, { source, record: 0 })).toString();
  }

  private async close(server: SoakServer, file: OpenFile): Promise<void> {
    this.open.splice(this.open.indexOf(file), 1);
    await server.notify("textDocument/didClose", only(file.document.uri));
  }

  private async edit(server: SoakServer, file: OpenFile): Promise<void> {
    const { random } = this;
    const { uri, version } = file.document;
    const contentChanges: object[] = [];
    do {
      const change = toLsp(file.document, randomChange(file.document, file.kind, random));
      contentChanges.push(change);
      file.document = TextDocument.update(file.document, [change], version + 1);
    } while (random.chance(0.2));
    await server.notify("textDocument/didChange", { textDocument: { uri, version: version + 1 }, contentChanges });
  }

  private async configure(server: SoakServer): Promise<void> {
    const { random } = this;
    if (random.chance(0.5)) {
      this.profiles = random.pick(profileChoices);
      this.rules = random.pick(ruleChoices);
      return server.notify("workspace/didChangeConfiguration", { settings: null });
    }
    const config = join(this.folder, "trace-auditor.json");
    const text = random.pick(teamConfigs);
    if (text === undefined) rmSync(config, { force: true });
    else writeFileSync(config, text);
    return server.notify("workspace/didChangeWatchedFiles", {
      changes: [{ uri: pathToFileURL(config).href, type: 2 }],
    });
  }

  private async rescore(server: SoakServer): Promise<void> {
    const { random } = this;
    const uri = pathToFileURL(join(this.folder, `trace-${random.below(6)}.trace`)).href;
    const rescoring: Rescoring = random.chance(0.4) ? {} : { variant: "coarse", step: random.below(200) };
    this.rescored.set(uri, rescoring);
    await server.notify(rescoreNotification.method, { uri, rescoring });
  }
}

/** Is the document one of a record's, not a file's? */
export function isRecord({ document }: OpenFile): boolean {
  return document.uri.startsWith(`${recordScheme}:`);
}

function didOpen(document: TextDocument): object {
  const { uri, languageId, version } = document;
  return { textDocument: { uri, languageId, version, text: document.getText() } };
}

function only(uri: string): object {
  return { textDocument: { uri } };
}

const neverOpened = {
  textDocument: { uri: "file:///never-opened.trace", version: 2 },
  contentChanges: [{ text: "a" }],
};

function toLsp(document: TextDocument, { span, text }: Change): Parameters<typeof TextDocument.update>[1][number] {
  if (span === undefined) return { text };
  return { range: { start: document.positionAt(span.start), end: document.positionAt(span.end) }, text };
}

import type { CancellationToken, Connection, Event, ServerCapabilities, TextDocuments } from "vscode-languageserver";
import type { Audits } from "./audits";
import type { ClientFacts } from "./clientFacts";
import type { Configuration } from "./configuration";
import type { DiskFiles } from "./diskFiles";
import type { Files, Host, Logger } from "../core/host/host";
import type { OpenDocument } from "./openDocument";
import type { Judgements } from "../core/ide/judgements/judgements";
import type { JudgingSetup } from "../protocol/judging";
import type { OwnScores } from "../core/ide/ownScores";
import type { Rescorings } from "../core/ide/rescorings";
import type { ShownRewards } from "../core/ide/shownRewards";

/** What the capabilities work with; server.ts makes it. */
export interface Services {
  readonly connection: Connection;
  readonly logger: Logger;
  readonly client: ClientFacts;
  readonly files: Files;
  readonly documents: TextDocuments<OpenDocument>;
  readonly configuration: Configuration;
  readonly diskFiles: DiskFiles;
  readonly timers: Host["timers"];
  readonly audits: Audits;
  readonly rescorings: Rescorings;
  readonly rewards: ShownRewards;
  readonly ownScores: OwnScores;
  readonly startScorer: Host["startScorer"];
  /** Undefined where the client does not judge, or there is no disk to keep judgements on. */
  readonly judging: Judging | undefined;
  readonly large: Host["large"];
  /** Fires once the client has said that it is ready: not before may it be asked for anything. */
  readonly onInitialized: Event<void>;
  /** Fires with the URIs of files that were written, made or removed, of those that the client was asked to watch. */
  readonly onFilesChanged: Event<readonly string[]>;
  /**
   * Fires when settings or a config changed, or rewards are to be shown under another variant or step: what was said of
   * documents may no longer hold.
   */
  readonly onConfigurationChanged: Event<void>;
  /**
   * Answers a request about an open document: `run` with it, or `nothing` where it is not open. Errors and cancellation
   * are seen to (runSafe.ts).
   */
  readonly answer: <T>(
    what: string,
    uri: string,
    token: CancellationToken,
    nothing: T,
    run: (document: OpenDocument) => Promise<T>,
  ) => Promise<T>;
}

/** What the judging of samples works with. */
export interface Judging {
  readonly host: NonNullable<Host["judging"]>;
  readonly judgements: Judgements;
  /** What the client says is set up. */
  setup: JudgingSetup;
}

/** A capability: registers its handlers, and says what the server can do by it. */
export type Capability = (services: Services) => ServerCapabilities;

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

/** The services that capabilities use; server.ts makes them. */
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
  /** Undefined if the client does not judge, or there is no disk to keep judgements on. */
  readonly judging: Judging | undefined;
  readonly large: Host["large"];
  /** Fires once the client has said that it is ready: nothing may be asked of it before. */
  readonly onInitialized: Event<void>;
  /** Fires with the URIs of files that were written, made or removed, if the client was asked to watch them. */
  readonly onFilesChanged: Event<readonly string[]>;
  /**
   * Fires when settings or a config changed, or rewards are to be shown under another variant or step: earlier results
   * for documents may no longer be right.
   */
  readonly onConfigurationChanged: Event<void>;
  /**
   * Answers a request about an open document: by calling `run` with it, or with `nothing` if it is not open. Handles
   * errors and cancellation (runSafe.ts).
   */
  readonly answer: <T>(
    what: string,
    uri: string,
    token: CancellationToken,
    nothing: T,
    run: (document: OpenDocument) => Promise<T>,
  ) => Promise<T>;
}

/** The services for judging samples. */
export interface Judging {
  readonly host: NonNullable<Host["judging"]>;
  readonly judgements: Judgements;
  /** What is set up, as the client says. */
  setup: JudgingSetup;
}

/** A capability: registers its handlers, and returns the server capabilities that it adds. */
export type Capability = (services: Services) => ServerCapabilities;

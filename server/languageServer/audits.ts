import { type CancellationToken, Emitter } from "vscode-languageserver";
import type { AuditedFile, AuditedRecord, AuditedSample } from "../core/audit/auditedFile";
import type { Configuration, AuditSetup } from "./configuration";
import type { Timers } from "../core/host/host";
import type { OpenDocument } from "./openDocument";
import { Cancelled, stopIfCancelled, Superseded } from "./runSafe";

/** Milliseconds of work before waiting messages are handled. */
const breathEvery = 10;

/** The audit of one version of a document: started once, shared by all who ask for it. */
interface Audit {
  readonly version: number;
  readonly setup: AuditSetup;
  readonly done: Promise<AuditedFile>;
}

/** Audits open documents: after a pause in typing, in small steps, and never a version that is out of date. */
export class Audits {
  private readonly running = new WeakMap<OpenDocument, Audit>();
  private readonly auditedEmitter = new Emitter<{ document: OpenDocument; file: AuditedFile }>();
  /** Fires when all of a document is audited. */
  readonly onAudited = this.auditedEmitter.event;

  constructor(
    private readonly configuration: Configuration,
    private readonly timers: Timers,
    private readonly debounce: number,
  ) {}

  /** The document's file. Its records are audited only when they are looked at. */
  async file(document: OpenDocument): Promise<AuditedFile> {
    const file = document.fileFor(await this.configuration.setupOf(document.uri));
    await this.settle(file, () => undefined);
    return file;
  }

  /**
   * The document's file with every record audited.
   *
   * @throws Superseded if the document was edited or closed, or the settings changed, before that was done
   * @throws Cancelled
   */
  async audited(document: OpenDocument, token: CancellationToken): Promise<AuditedFile> {
    const setup = await this.configuration.setupOf(document.uri);
    stopIfCancelled(token);
    let audit = this.running.get(document);
    if (audit?.version !== document.version || audit.setup !== setup) {
      audit = { version: document.version, setup, done: this.start(document, setup) };
      this.running.set(document, audit);
    }
    return orCancelled(audit.done, token);
  }

  /** The audit of a file that no editor has open; no listener is notified. */
  async unseen(document: OpenDocument, token: CancellationToken): Promise<AuditedFile> {
    const file = document.fileFor(await this.configuration.setupOf(document.uri));
    await this.auditAll(file, () => stopIfCancelled(token));
    return file;
  }

  /** Resolves once nobody has typed for the time of the debounce. */
  async quiet(document: OpenDocument, token: CancellationToken): Promise<void> {
    for (;;) {
      stopIfCancelled(token);
      if (document.closed) throw new Superseded();
      const rest = document.editedAt === undefined ? 0 : document.editedAt + this.debounce - this.timers.now();
      if (rest <= 0) return;
      await orCancelled(new Promise<void>((resolve) => this.timers.after(rest, resolve)), token);
    }
  }

  /**
   * Finishes work on the document's present version, in small steps between which waiting messages are handled.
   *
   * @throws Superseded
   * @throws Cancelled
   */
  async inSteps<T>(document: OpenDocument, work: Iterator<undefined, T>, token: CancellationToken): Promise<T> {
    const { version } = document;
    let since = this.timers.now();
    for (;;) {
      const step = work.next();
      if (step.done === true) return step.value;
      if (this.timers.now() - since < breathEvery) continue;
      await this.timers.breathe();
      stopIfCancelled(token);
      if (document.version !== version || document.closed) throw new Superseded();
      since = this.timers.now();
    }
  }

  private start(document: OpenDocument, setup: AuditSetup): Promise<AuditedFile> {
    const done = this.run(document, setup);
    // Callers that wait get the error; if nobody waits any more, it is not reported.
    done.catch(() => undefined);
    return done;
  }

  private async run(document: OpenDocument, setup: AuditSetup): Promise<AuditedFile> {
    const { version } = document;
    const file = document.fileFor(setup);
    await this.auditAll(file, () => {
      if (document.version !== version || document.closed || this.configuration.isOutdated(setup))
        throw new Superseded();
    });
    this.auditedEmitter.fire({ document, file });
    return file;
  }

  /** Finds out what has to be known of the file before its records can be audited; `goOn` as below. */
  private settle(file: AuditedFile, goOn: () => void): Promise<void> {
    return this.inBreaths(file.settling(), goOn);
  }

  /** Audits every record; `goOn` as below. */
  private async auditAll(file: AuditedFile, goOn: () => void): Promise<void> {
    await this.settle(file, goOn);
    await this.inBreaths(auditing(file), goOn);
  }

  /** Does work in small steps; `goOn` is called after each, and throws if the work is no longer wanted. */
  private async inBreaths(steps: Iterator<undefined>, goOn: () => void): Promise<void> {
    let since = this.timers.now();
    while (steps.next().done !== true) {
      if (this.timers.now() - since < breathEvery) continue;
      await this.timers.breathe();
      goOn();
      since = this.timers.now();
    }
  }
}

/** Audits a record a step. */
function* auditing(file: AuditedFile): Generator<undefined> {
  for (const record of file.records) {
    if (record.isAudited) continue;
    auditRecord(record);
    yield;
  }
}

/** A record is audited when its samples are first asked for. */
function auditRecord(record: AuditedRecord): readonly AuditedSample[] {
  return record.samples;
}

function orCancelled<T>(work: Promise<T>, token: CancellationToken): Promise<T> {
  return new Promise((resolve, reject) => {
    const listener = token.onCancellationRequested(() => reject(new Cancelled()));
    work.then(resolve, reject).finally(() => listener.dispose());
  });
}

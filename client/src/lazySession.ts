import type { Registered, Session } from "./session";

/**
 * The session of this window. Its code, including the language client, is a separate bundle that is loaded when a trace
 * is open or one of our features is used: most windows hold JSON, but few of them hold records.
 */
export class LazySession {
  private loading: Promise<Session> | undefined;
  private session: Session | undefined;

  constructor(private readonly registered: Registered) {}

  /** Undefined if it is not loaded yet. */
  get loaded(): Session | undefined {
    return this.session;
  }

  get(): Promise<Session> {
    return (this.loading ??= this.load());
  }

  private async load(): Promise<Session> {
    const { createSession } = await import("./session");
    return (this.session = createSession(this.registered));
  }
}

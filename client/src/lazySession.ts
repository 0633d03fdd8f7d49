import type { Registered, Session } from "./session";

/**
 * The session of this window. Its code, with the language client in it, is a bundle of its own, which is loaded when a
 * trace is open or something of ours is asked for: most windows hold JSON, and few of them records.
 */
export class LazySession {
  private loading: Promise<Session> | undefined;
  private session: Session | undefined;

  constructor(private readonly registered: Registered) {}

  /** Undefined where nobody has asked for it yet. */
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

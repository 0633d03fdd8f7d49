import { once } from "node:events";
import { createServer, type AddressInfo, type Socket } from "node:net";

/**
 * Tells that another process lives, and that it has ended, by a connection that the process opens and the system closes
 * with it. A test that waits for a process which is not ended waits until its own time is up.
 */
export class Lifeline {
  private readonly server = createServer();
  /** The process lives. */
  readonly begun: Promise<Socket>;

  private constructor() {
    this.begun = once(this.server, "connection").then(([socket]) => socket as Socket);
  }

  static async open(): Promise<Lifeline> {
    const line = new Lifeline();
    line.server.listen(0, "127.0.0.1");
    await once(line.server, "listening");
    return line;
  }

  /** JavaScript by which a Node process takes hold of the line, and lives on until it is killed. */
  get script(): string {
    const { port } = this.server.address() as AddressInfo;
    return `require("node:net").connect(${port}, "127.0.0.1"); setInterval(() => {}, 1000);`;
  }

  /** The process has ended. */
  async ended(): Promise<void> {
    const socket = await this.begun;
    // A killed process may reset its connection instead of closing it.
    socket.on("error", () => undefined).resume();
    if (!socket.destroyed) await once(socket, "close").catch(() => undefined);
    this.server.close();
  }
}

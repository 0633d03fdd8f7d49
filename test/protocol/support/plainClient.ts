/** An editor that can next to nothing: no settings to ask for, nothing to register, none of our own messages. */
import { spawn, type ChildProcess } from "node:child_process";
import { serverBundle } from "./testClient";

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

/** Writes the protocol by hand, so that no library answers for it what it cannot. */
export class PlainClient {
  /** All that came from the server, in its order. */
  readonly heard: Message[] = [];
  readonly exited: Promise<number | null>;
  private readonly process: ChildProcess;
  private buffer = Buffer.alloc(0);
  private nextId = 1;
  private readonly waiting = new Set<() => void>();

  constructor() {
    this.process = spawn(process.execPath, [serverBundle(), "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
    this.process.stdout?.on("data", (chunk: Buffer) => this.read(chunk));
    this.exited = new Promise((resolve) => this.process.once("exit", resolve));
  }

  async request(method: string, params?: unknown): Promise<unknown> {
    const id = this.nextId++;
    this.write({ jsonrpc: "2.0", id, method, params });
    const { result, error } = await this.until((message) => message.id === id && message.method === undefined);
    if (error !== undefined) throw new Error(error.message);
    return result;
  }

  notify(method: string, params?: unknown): void {
    this.write({ jsonrpc: "2.0", method, params });
  }

  /** The first message that fulfils the condition, among those that came and those that will. */
  async until(fulfils: (message: Message) => boolean): Promise<Message> {
    for (;;) {
      const found = this.heard.find(fulfils);
      if (found !== undefined) return found;
      await new Promise<void>((resolve) => this.waiting.add(resolve));
    }
  }

  private write(message: object): void {
    const body = JSON.stringify(message);
    this.process.stdin?.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  }

  private read(chunk: Buffer): void {
    this.buffer = Buffer.concat([this.buffer, chunk]);
    for (;;) {
      const head = this.buffer.indexOf("\r\n\r\n");
      if (head < 0) break;
      const length = Number(/Content-Length: (\d+)/i.exec(this.buffer.toString("latin1", 0, head))?.[1]);
      if (this.buffer.length < head + 4 + length) break;
      this.heard.push(JSON.parse(this.buffer.toString("utf8", head + 4, head + 4 + length)) as Message);
      this.buffer = this.buffer.subarray(head + 4 + length);
    }
    for (const wake of this.waiting) wake();
    this.waiting.clear();
  }
}

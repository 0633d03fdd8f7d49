/** A server on this machine that answers as model servers do, and fails as they do: what each request gets is scripted. */
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A request as the script sees it. */
export interface Asked {
  readonly number: number;
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: {
    readonly model?: string;
    readonly messages?: readonly { readonly role: string; readonly content: string }[];
    readonly stream?: boolean;
    readonly seed?: number;
    readonly max_tokens?: number;
    readonly [key: string]: unknown;
  };
}

/** Answers one request. */
export type Answering = (response: ServerResponse, asked: Asked) => void | Promise<void>;

export interface ModelServer {
  /** `http://127.0.0.1:…`. */
  readonly url: string;
  /** Questions, without the probes. */
  readonly asked: Asked[];
  /** Everything that came, probes too. */
  readonly requests: () => number;
  /** Most questions under way at once. */
  readonly most: () => number;
  close(): Promise<void>;
}

/** Starts a server. Without a script of probes it lists one model, as vLLM does. */
export async function modelServer(answer: Answering, probes: Answering = asVllm): Promise<ModelServer> {
  const asked: Asked[] = [];
  let [requests, underWay, most] = [0, 0, 0];
  const server: Server = createServer((request, response) => {
    requests++;
    const pieces: Buffer[] = [];
    request.on("data", (piece: Buffer) => pieces.push(piece));
    request.on("end", () => {
      const text = Buffer.concat(pieces).toString();
      const isQuestion = request.method === "POST";
      const body = (text === "" ? {} : JSON.parse(text)) as Asked["body"];
      const given = { number: asked.length, path: request.url ?? "", headers: request.headers, body };
      if (!isQuestion) {
        void probes(response, given);
        return;
      }
      asked.push(given);
      most = Math.max(most, ++underWay);
      response.on("close", () => underWay--);
      void answer(response, given);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    requests: () => requests,
    most: () => most,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

export const asVllm: Answering = (response, { path }) => {
  if (path === "/version") json(200, { version: "0.32.0" })(response);
  else if (path === "/v1/models") {
    json(200, { object: "list", data: [{ id: "judge", owned_by: "vllm", max_model_len: 8192 }] })(response);
  } else json(404, { detail: "Not Found" })(response);
};

/** A body of JSON, or a text as it stands. */
export function json(status: number, body: unknown, headers: Record<string, string> = {}) {
  return (response: ServerResponse): void => {
    response.writeHead(status, { "content-type": "application/json", ...headers });
    response.end(typeof body === "string" ? body : JSON.stringify(body));
  };
}

/** A stream that says this and ends as it should. */
export function says(text: string, finish: string | null = "stop") {
  return (response: ServerResponse): void => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    const event = (choices: unknown[], more: object = {}): void => {
      response.write(`data: ${JSON.stringify({ model: "judge", choices, ...more })}\n\n`);
    };
    const half = Math.ceil(text.length / 2);
    event([{ index: 0, delta: { role: "assistant", content: text.slice(0, half) } }]);
    event([{ index: 0, delta: { content: text.slice(half) }, finish_reason: finish }]);
    event([], { usage: { prompt_tokens: 100, completion_tokens: 20 } });
    response.end("data: [DONE]\n\n");
  };
}

/** A judgement that ends in this verdict. */
export function verdict(label: string): string {
  return `<type>Chat</type>\n\n<rubric>\n1. Accuracy (100%)\n<justify>It counts.</justify>\n</rubric>\n\n<eval>\nBoth were read.\n</eval>\n\n<answer>[[${label}]]</answer>`;
}

/** The beginning of a stream, and then nothing more: the connection breaks. */
export function breaksOff(response: ServerResponse): void {
  response.writeHead(200, { "content-type": "text/event-stream" });
  response.write(`data: ${JSON.stringify({ choices: [{ index: 0, delta: { content: "I th" } }] })}\n\n`, () => {
    response.destroy();
  });
}

/** A proxy on this machine, as HTTP_PROXY and HTTPS_PROXY name one: whatever host is asked for, it leads to one server. */
import { once } from "node:events";
import { createServer } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { connect, type AddressInfo } from "node:net";
import { request } from "node:http";

export interface ProxyServer {
  /** `http://127.0.0.1:…`. */
  readonly url: string;
  /** The first line of each request to the proxy, in order: `POST http://model.test/v1/…`, `CONNECT model.test:443`. */
  readonly asked: string[];
  /** The `Proxy-Authorization` of each. */
  readonly users: (string | undefined)[];
  /** All bytes that passed through tunnels. */
  readonly tunnelled: () => string;
  close(): Promise<void>;
}

/**
 * Starts a proxy.
 *
 * @param to the port that it leads to
 * @param refusal the status with which it refuses everything; undefined: it refuses nothing
 */
export async function proxyServer(to: number, refusal?: number): Promise<ProxyServer> {
  const asked: string[] = [];
  const users: (string | undefined)[] = [];
  const tunnelled: string[] = [];
  const server = createServer((incoming, response) => {
    asked.push(`${incoming.method} ${incoming.url}`);
    users.push(incoming.headers["proxy-authorization"]);
    if (refusal !== undefined) {
      response.writeHead(refusal).end("<html>refused</html>");
      return;
    }
    const { pathname } = new URL(incoming.url ?? "");
    const { method, headers } = incoming;
    const onward = request({ host: "127.0.0.1", port: to, path: pathname, method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(response);
    });
    incoming.pipe(onward);
  });
  server.on("connect", (incoming, socket, head) => {
    asked.push(`CONNECT ${incoming.url}`);
    users.push(incoming.headers["proxy-authorization"]);
    if (refusal !== undefined) {
      socket.end(`HTTP/1.1 ${refusal} Refused\r\ncontent-length: 0\r\n\r\n`);
      return;
    }
    const onward = connect(to, "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 Connected\r\n\r\n");
      onward.write(head);
      socket.on("data", (bytes: Buffer) => tunnelled.push(bytes.toString("latin1")));
      socket.pipe(onward).pipe(socket);
    });
    for (const end of [onward, socket]) end.on("error", () => undefined);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    users,
    tunnelled: () => tunnelled.join(""),
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

/** The certificate of `model.test`, which is its own authority, and its key: for tests alone. */
export const certificate = `-----BEGIN CERTIFICATE-----
MIIBZDCCAQqgAwIBAgIBATAKBggqhkjOPQQDAjAVMRMwEQYDVQQDDAptb2RlbC50
ZXN0MCAXDTIwMDEwMTAwMDAwMFoYDzIxMjAwMTAxMDAwMDAwWjAVMRMwEQYDVQQD
DAptb2RlbC50ZXN0MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEosvPXzRSb61S
Xabc1HUyzZkBs64QlOkrG+NqPbiJyilW+du2kfaFLKYsHnz+YkqHQsQp9W9wqGye
cH/EK6ewsaNJMEcwFQYDVR0RBA4wDIIKbW9kZWwudGVzdDAPBgNVHRMBAf8EBTAD
AQH/MB0GA1UdDgQWBBSNqjkQtatx2t0JPgI/2GTrKOS5oDAKBggqhkjOPQQDAgNI
ADBFAiEA8OlCe3TuOvAGlZQBRc0TfMjLQLbw05zef56h4uyWoGQCIAiVgEWB8RhS
t1ig9ZVPkalSnHu2sFsKIolWzgf/Pq/L
-----END CERTIFICATE-----
`;
const privateKey = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgJdhFTDzPYxVwpvR6
DRMG+z4KKeFmInCdhEWwSc1Aw+ahRANCAASiy89fNFJvrVJdptzUdTLNmQGzrhCU
6Ssb42o9uInKKVb527aR9oUspiwefP5iSodCxCn1b3CobJ5wf8Qrp7Cx
-----END PRIVATE KEY-----
`;

/** Speaks TLS as `model.test` before a server that does not. Gives its port, and how to close it. */
export async function encrypted(to: number): Promise<{ readonly port: number; close(): void }> {
  const server = createTlsServer({ key: privateKey, cert: certificate }, (incoming, response) => {
    const { method, headers, url: path } = incoming;
    const onward = request({ host: "127.0.0.1", port: to, path, method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(response);
    });
    incoming.pipe(onward);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

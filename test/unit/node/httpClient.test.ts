/** The adapter of the network: its limits, and where it refuses to go. */
import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import { createServer as createSocketServer, type AddressInfo, type LookupFunction, type Server } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { HttpFailure, type HttpRequest, type TimeLimits } from "../../../server/core/host/http";
import { isForbidden } from "../../../server/node/httpAddresses";
import { NodeHttp } from "../../../server/node/httpClient";

const patient: TimeLimits = { connect: 60_000, firstByte: 60_000, silence: 60_000, total: 60_000 };
let open: (() => void)[] = [];
afterEach(() => {
  for (const close of open) close();
  open = [];
});

async function listening(server: Server): Promise<number> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}

async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  open.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${await listening(server)}/`;
}

/** What came, or why nothing did. */
async function send(request: Partial<HttpRequest> & { url: string }, lookup?: LookupFunction): Promise<string> {
  const http = new NodeHttp(lookup === undefined ? {} : { lookup });
  open.push(() => {
    http.close();
  });
  const pieces: Uint8Array[] = [];
  try {
    const response = await http.send({ method: "GET", headers: {}, limits: patient, ...request });
    for await (const piece of response.body) pieces.push(piece);
    return `${response.status} ${Buffer.concat(pieces).toString()}`;
  } catch (error) {
    if (!(error instanceof HttpFailure)) throw error;
    return `${error.code} after ${Buffer.concat(pieces).toString()}`;
  }
}

const never: RequestListener = () => undefined;

describe("a request", () => {
  it("gets its answer as it is: no redirect followed, nothing decoded", async () => {
    const url = await serve((request, response) => {
      if (request.url === "/") response.writeHead(302, { location: "/other" }).end("moved");
      else response.end("other");
    });
    expect(await send({ url })).toBe("302 moved");
  });

  it("sends its body with its length", async () => {
    const url = await serve((request, response) => {
      void request
        .toArray()
        .then((pieces: Buffer[]) =>
          response.end(`${request.headers["content-length"]} ${Buffer.concat(pieces).toString()}`),
        );
    });
    expect(await send({ url, method: "POST", body: "wörter" })).toBe("200 7 wörter");
  });

  it.each<[string, RequestListener, Partial<TimeLimits>, string]>([
    ["a first byte that does not come", never, { firstByte: 20 }, "late after "],
    ["a head without a body", (_, response) => response.flushHeaders(), { firstByte: 20 }, "late after "],
    ["silence amid the answer", (_, response) => void response.write("some"), { silence: 20 }, "late after some"],
    ["an answer that does not end", never, { total: 20 }, "late after "],
  ])("has a limit for %s", async (_, answer, limits, told) => {
    expect(await send({ url: await serve(answer), limits: { ...patient, ...limits } })).toBe(told);
  });

  it("tells a connection that breaks, a port where nobody listens, and what is no HTTP", async () => {
    expect(await send({ url: await serve((_, response) => response.write("some", () => response.destroy())) })).toBe(
      "reset after some",
    );
    const gone = createSocketServer();
    const port = await listening(gone);
    gone.close();
    await once(gone, "close");
    expect(await send({ url: `http://127.0.0.1:${port}/` })).toBe("unreachable after ");
    const strange = createSocketServer((socket) => void socket.end("SSH-2.0-OpenSSH_9.9\r\n"));
    open.push(() => void strange.close());
    expect(await send({ url: `http://127.0.0.1:${await listening(strange)}/` })).toBe("malformed after ");
  });

  it("refuses a head that is too long", async () => {
    const url = await serve((_, response) => response.writeHead(200, { "x-long": "x".repeat(40_000) }).end());
    expect(await send({ url })).toBe("malformed after ");
  });

  it("closes the socket when it is cancelled, or when its answer is read no further", async () => {
    const closed: Promise<unknown>[] = [];
    const cancel = new AbortController();
    const url = await serve((request, response) => {
      closed.push(once(request.socket, "close"));
      response.write("some");
      if (request.url === "/cancel") cancel.abort();
    });
    expect(await send({ url: `${url}cancel`, signal: cancel.signal })).toMatch(/^cancelled/);
    const http = new NodeHttp();
    const response = await http.send({ method: "GET", url, headers: {}, limits: patient });
    await response.body[Symbol.asyncIterator]().return?.();
    await Promise.all(closed);
    expect(closed).toHaveLength(2);
    expect(await send({ url, signal: AbortSignal.abort() })).toBe("cancelled after ");
  });
});

describe("addresses that hold a cloud's secrets", () => {
  it.each([
    "169.254.169.254",
    "169.254.0.1",
    "fe80::1",
    "fe80::1%eth0",
    "::ffff:169.254.169.254",
    "fd00:ec2::254",
    "100.100.100.200",
    "64:ff9b::a9fe:a9fe",
  ])("are refused: %s", (address) => {
    expect(isForbidden(address)).toBe(true);
  });

  it.each(["127.0.0.1", "::1", "10.0.0.5", "192.168.1.1", "172.16.0.9", "fd12::1", "8.8.8.8", "example.org"])(
    "and others are not: %s",
    (address) => {
      expect(isForbidden(address)).toBe(false);
    },
  );

  it("are refused however they are written in a URL", async () => {
    for (const host of ["169.254.169.254", "2852039166", "0xa9fea9fe", "[::ffff:a9fe:a9fe]", "[fe80::1]"]) {
      expect(await send({ url: `http://${host}/latest/meta-data` }), host).toBe("forbidden after ");
    }
  });

  it("are refused where a name leads to them, each time that it is resolved", async () => {
    const url = new URL(await serve((_, response) => response.writeHead(200, { connection: "close" }).end("fine")));
    const answers = ["127.0.0.1", "169.254.169.254"];
    const rebinding: LookupFunction = (_, options, callback) => {
      const address = answers.shift() ?? "169.254.169.254";
      if (options.all === true) callback(null, [{ address, family: 4 }]);
      else callback(null, address, 4);
    };
    const target = `http://judge.example:${url.port}/`;
    const http = new NodeHttp({ lookup: rebinding });
    const first = await http.send({ method: "GET", url: target, headers: {}, limits: patient });
    expect(first.status).toBe(200);
    await first.body[Symbol.asyncIterator]().next();
    await expect(http.send({ method: "GET", url: target, headers: {}, limits: patient })).rejects.toMatchObject({
      code: "forbidden",
    });
    http.close();
  });
});
